"""What whatsmeow's words for the end of a pairing (its qrchan.go), and the events that end a link
which has just been made, mean: a reason of contract/pairing.py and an exit status."""

from __future__ import annotations

from typing import NamedTuple

from botinstance.contract import pairing
from botinstance.contract.exits import Exit
from botinstance.contract.pairing import Reason

EXPIRED = "timeout"  # whatsmeow's word, also for a connection that was lost while a code was shown
_REASONS = {
    EXPIRED: Reason.TIMEOUT,
    "err-client-outdated": Reason.OUTDATED,
    "err-scanned-without-multidevice": Reason.NO_MULTIDEVICE,
    "passkey-request": Reason.PASSKEY,
    "passkey-confirmation": Reason.PASSKEY,
}
_EXITS = {
    Reason.TIMEOUT: Exit.PAIRING_TIMEOUT,
    Reason.UNREACHABLE: Exit.FAILED,
    Reason.RESTRICTED: Exit.BANNED,
    Reason.OUTDATED: Exit.OUTDATED,
}
# How WhatsApp may end a link that has just been made, or was there: kinds of link/pairing.py
ENDINGS = {
    "logged_out": Reason.REFUSED,
    "restricted": Reason.RESTRICTED,
    "outdated": Reason.OUTDATED,
    "ended": Reason.REFUSED,
}
_TELLING = ("restricted", "ended")  # say more than their reason


class Failure(NamedTuple):
    exit: Exit
    reason: Reason
    message: str


def because(reason: Reason, detail: str = "") -> Failure:
    """`detail` is a sentence that says more than the reason's own."""
    exit = _EXITS.get(reason, Exit.PAIRING_REFUSED)
    return Failure(exit, reason, pairing.message(reason, detail))


def failure(word: str) -> Failure:
    """Of one of whatsmeow's words."""
    return because(_REASONS.get(word, Reason.REFUSED))


def ended(kind: str, text: str) -> Failure:
    return because(ENDINGS[kind], text if kind in _TELLING else "")
