"""What whatsmeow's words for the end of a pairing (its qrchan.go) mean to a person."""

from __future__ import annotations

from typing import NamedTuple

from botinstance.contract.exits import MEANING, Exit


class Failure(NamedTuple):
    exit: Exit
    reason: str  # stable, for programs
    message: str


_PASSKEY = Failure(
    Exit.PAIRING_REFUSED,
    "passkey",
    "This WhatsApp account is protected by a passkey, which this bot cannot use. "
    "Link the bot to another account, or remove the passkey in WhatsApp first.",
)
_FAILURES = {
    "timeout": Failure(Exit.PAIRING_TIMEOUT, "timeout", MEANING[Exit.PAIRING_TIMEOUT]),
    "err-client-outdated": Failure(Exit.PAIRING_REFUSED, "outdated", MEANING[Exit.OUTDATED]),
    "err-scanned-without-multidevice": Failure(
        Exit.PAIRING_REFUSED,
        "no-multidevice",
        "This phone's WhatsApp is too old to link devices. Update it and scan again.",
    ),
    "passkey-request": _PASSKEY,
    "passkey-confirmation": _PASSKEY,
}
BAD_NUMBER = Failure(
    Exit.PAIRING_REFUSED,
    "bad-number",
    "WhatsApp does not accept this phone number. Enter it with the country code.",
)
NO_CODE = Failure(
    Exit.PAIRING_REFUSED,
    "refused",
    "WhatsApp gave no pairing code. Wait some minutes, or scan the QR code instead.",
)
UNREACHABLE = Failure(
    Exit.FAILED, "unreachable", "WhatsApp could not be reached. Please try again later."
)
# The phone had ended this link while no bot ran. Nothing to tell: a new process starts with an
# empty store, and shows a code.
STALE = Failure(Exit.FAILED, "stale", MEANING[Exit.LOGGED_OUT])


def failure(word: str) -> Failure:
    other = "WhatsApp refused to link this device. Please ask for a new code."
    return _FAILURES.get(word, Failure(Exit.PAIRING_REFUSED, "refused", other))


def ended(message: str) -> Failure:
    """The link was made, or was there, and WhatsApp ended it at once."""
    return Failure(Exit.PAIRING_REFUSED, "refused", message)
