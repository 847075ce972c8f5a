"""Why an attempt to link a phone is over: the `reason` of the event `pair.failed`, and what each
means. The words are for programs and stay as they are; the sentences are for people.

A wrong code is not among them: only the phone notices it, and the code stays good.
"""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    BAD_NUMBER = "bad-number"
    PASSKEY = "passkey"
    RESTRICTED = "restricted"
    OUTDATED = "outdated"
    NO_MULTIDEVICE = "no-multidevice"
    REFUSED = "refused"


MEANING = {
    Reason.TIMEOUT: "Nobody used the code in time.",
    Reason.UNREACHABLE: "WhatsApp could not be reached.",
    Reason.BAD_NUMBER: "WhatsApp does not accept this phone number.",
    Reason.PASSKEY: "This WhatsApp account is protected by a passkey, which a bot does not have.",
    Reason.RESTRICTED: "WhatsApp has restricted this account and lets no bot in.",
    Reason.OUTDATED: "WhatsApp does not accept this version of the bot any more.",
    Reason.NO_MULTIDEVICE: "The WhatsApp on this phone is too old to link devices.",
    Reason.REFUSED: "WhatsApp refused to link this device.",
}
ADVICE = {
    Reason.TIMEOUT: "Ask for a new code.",
    Reason.UNREACHABLE: "Try again in a few minutes.",
    Reason.BAD_NUMBER: "Enter it with the country code, as the phone shows it in its settings.",
    Reason.PASSKEY: "Remove the passkey in WhatsApp's settings, or link another account.",
    Reason.RESTRICTED: "Open WhatsApp on the phone to see why, or link another account.",
    Reason.OUTDATED: "The operator has to update the platform; your phone is fine.",
    Reason.NO_MULTIDEVICE: "Update WhatsApp on the phone, then ask for a new code.",
    Reason.REFUSED: "Wait some minutes, then ask for a new code.",
}


def message(reason: Reason, detail: str = "") -> str:
    """What happened and what to do; `detail`, a sentence, says it better than MEANING."""
    return f"{detail or MEANING[reason]} {ADVICE[reason]}"
