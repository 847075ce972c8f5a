"""What a phone cannot do, in words for the person who holds it."""

from __future__ import annotations

MESSAGES = {
    403: "This phone is not in that group (any more). Ask a member to add it.",
    404: "There is nobody under this address (any more).",
    420: "Only admins may write in this group. Ask one of them.",
}
GROUPS = {
    400: "the request makes no sense",
    401: "only an admin may do this",
    403: "it is not in the group, or only an admin may do this",
    404: "there is no such group",
    406: "the text is too long, or the invite never was one",
    409: "somebody else has changed it meanwhile, or it is so already",
    410: "the invite was revoked",
}


class PhoneError(Exception):
    """`code` is for programs, the text for people, `status` the number of WhatsApp's own error."""

    def __init__(self, code: str, text: str, status: int = 0) -> None:
        super().__init__(text)
        self.code = code
        self.status = status


def bad_request(text: str) -> PhoneError:
    return PhoneError("bad_request", text)


def not_on_whatsapp(number: str) -> PhoneError:
    return PhoneError(
        "not_on_whatsapp",
        f"The number {number} is not on WhatsApp. Check it, or open a phone with it first.",
    )


def expired_qr() -> PhoneError:
    return PhoneError(
        "qr_expired",
        "This QR code has expired or was used already. Show a fresh one and scan that.",
    )


def unknown_qr() -> PhoneError:
    return PhoneError(
        "qr_unknown",
        "No device of this network has shown this QR code. Scan one that is on a screen now.",
    )


def no_code_wanted(number: str) -> PhoneError:
    return PhoneError(
        "no_code_wanted",
        f"No device is waiting for a code of {number}. Ask for a code for exactly this number.",
    )


def wrong_code() -> PhoneError:
    return PhoneError("wrong_code", "This is the wrong code. Compare it with the screen.")


def refused(what: str, reason: str, status: int = 0) -> PhoneError:
    return PhoneError("refused", f"WhatsApp refused {what}: {reason}.", status)


def message_refused(status: int) -> PhoneError:
    """A message that the server does not take."""
    return PhoneError("refused", MESSAGES.get(status) or f"Error {status}.", status)


def group_refused(what: str, status: int) -> PhoneError:
    """`what` was to be done with a group, as in "change its members"."""
    reason = GROUPS.get(status) or f"error {status}"
    return PhoneError("refused", f"WhatsApp does not let this phone {what}: {reason}.", status)


def timed_out(what: str) -> PhoneError:
    return PhoneError("timeout", f"There was no answer to {what} in time. Try again.")


def no_such(what: str) -> PhoneError:
    return PhoneError("not_found", f"There is no {what}.")
