"""What a person is told when linking fails: what happened, what it means, and what to do next."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from app.languages import N_
from botinstance.contract import pairing
from botinstance.contract.pairing import Reason


class Step(StrEnum):
    """What the page offers next; templates/bot/parts/trouble.html draws each."""

    AGAIN = "again"  # another code, in the same way
    QR = "qr"  # the picture instead
    NUMBER = "number"  # the number once more
    VOUCHER = "voucher"  # another voucher
    PAGE = "page"  # this page anew


class Trouble(NamedTuple):
    """Its sentences are translated where they are shown."""

    title: str
    meaning: str
    step: Step
    label: str  # of the button or link that does the step
    detail: str = ""  # what else was said, in words of WhatsApp's or the broker's


def of(code: str, said: str = "") -> Trouble:
    """`code` is of contract/pairing.py or of a Refusal, with dashes or underscores; `said` are
    the words that came with it."""
    name = code.replace("-", "_")
    if name.startswith("broker_"):
        return TABLE["broker"]._replace(detail=said)
    known = TABLE.get(name)
    if known is None:
        return UNKNOWN._replace(meaning=said or UNKNOWN.meaning)
    return known._replace(detail=_detail(name.replace("_", "-"), said))


def _detail(reason: str, said: str) -> str:
    """What the bot told beyond the sentences that it has for this reason."""
    if reason not in tuple(Reason) or said == pairing.message(Reason(reason)):
        return ""
    return said


TABLE = {
    "timeout": Trouble(
        N_("The code has expired"),
        N_("It was not used in time. Nothing is lost: a new one takes a few seconds."),
        Step.AGAIN,
        N_("Show a new code"),
    ),
    "passkey": Trouble(
        N_("This account needs a passkey"),
        N_(
            "The WhatsApp account is protected by a passkey, which a bot cannot give. Remove the "
            "passkey in WhatsApp under Settings, Account, Passkeys, or link another account."
        ),
        Step.AGAIN,
        N_("Try again"),
    ),
    "restricted": Trouble(
        N_("WhatsApp has restricted this account"),
        N_(
            "For now the account may not link devices. Open WhatsApp on the phone: it says why "
            "and for how long. Then try again, or link another account."
        ),
        Step.AGAIN,
        N_("Try again"),
    ),
    "outdated": Trouble(
        N_("The platform needs an update"),
        N_(
            "WhatsApp no longer accepts the version that the bots use. You cannot change that: "
            "tell whoever gave you the voucher, and try again later. The voucher stays yours."
        ),
        Step.AGAIN,
        N_("Try again"),
    ),
    "no_multidevice": Trouble(
        N_("WhatsApp on the phone is too old"),
        N_(
            "It cannot link devices yet. Update WhatsApp in the phone’s app store, then try again."
        ),
        Step.AGAIN,
        N_("Show a new code"),
    ),
    "bad_number": Trouble(
        N_("WhatsApp does not know this number"),
        N_(
            "Check the digits, with the country code in front. It must be the number that "
            "WhatsApp on that phone is registered with."
        ),
        Step.NUMBER,
        N_("Correct the number"),
    ),
    "refused": Trouble(
        N_("WhatsApp said no"),
        N_(
            "It refused to link this time, often after too many attempts. Wait a few minutes. "
            "If you used a code, try the picture instead."
        ),
        Step.QR,
        N_("Use the QR code"),
    ),
    "unreachable": Trouble(
        N_("WhatsApp cannot be reached"),
        N_(
            "The platform has no way to WhatsApp at the moment. This is not your phone’s fault. "
            "Try again in a minute; if it stays so, tell whoever gave you the voucher."
        ),
        Step.AGAIN,
        N_("Try again"),
    ),
    "broker": Trouble(
        N_("Your bot’s process could not be started"),
        N_(
            "The part of the platform that starts bots does not answer or said no. Try again in "
            "a minute; if it stays so, tell whoever gave you the voucher."
        ),
        Step.AGAIN,
        N_("Try again"),
    ),
    "pairing_slow": Trouble(
        N_("WhatsApp has not given a code yet"),
        N_("That takes a few seconds as a rule, and took too long now. Ask once more."),
        Step.AGAIN,
        N_("Try again"),
    ),
    "pairing_failed": Trouble(
        N_("Your bot’s process has ended"),
        N_("It ended before there was a code. Starting it once more often helps."),
        Step.AGAIN,
        N_("Try again"),
    ),
    "busy": Trouble(
        N_("Many people are linking a phone now"),
        N_("There is a place for you in a moment."),
        Step.AGAIN,
        N_("Try again"),
    ),
    "voucher_expired": Trouble(
        N_("The voucher has expired"),
        N_(
            "No phone was linked before its last day, so it cannot be used any more. Ask whoever "
            "gave it to you for another one."
        ),
        Step.VOUCHER,
        N_("Enter another voucher"),
    ),
    "already_paired": Trouble(
        N_("A phone is linked already"),
        N_("It was linked while this page was open: the way goes on with the next step."),
        Step.PAGE,
        N_("Go on"),
    ),
    "suspended": Trouble(
        N_("The operator has suspended this bot"),
        N_("Until they lift that, it cannot be linked. Ask whoever gave you the voucher."),
        Step.PAGE,
        N_("Look again"),
    ),
}
UNKNOWN = Trouble(
    N_("Linking did not work"),
    N_("Nothing says why. Often it works when it is tried once more."),
    Step.AGAIN,
    N_("Try again"),
)
