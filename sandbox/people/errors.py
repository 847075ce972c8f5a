"""What a phone cannot do, in words for the person who holds it."""

from __future__ import annotations


class PhoneError(Exception):
    """`code` is for programs, the text for people."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


def bad_request(text: str) -> PhoneError:
    return PhoneError("bad_request", text)


def not_on_whatsapp(number: str) -> PhoneError:
    return PhoneError(
        "not_on_whatsapp",
        f"The number {number} is not on WhatsApp. Check it, or open a phone with it first.",
    )


def expired_qr() -> PhoneError:
    return PhoneError(
        "qr_expired", "This QR code is unknown or has expired. Show a fresh one and scan that."
    )


def no_code_wanted(number: str) -> PhoneError:
    return PhoneError(
        "no_code_wanted",
        f"No device is waiting for a code of {number}. Ask for a code for exactly this number.",
    )


def wrong_code() -> PhoneError:
    return PhoneError("wrong_code", "This is the wrong code. Compare it with the screen.")


def refused(what: str, reason: str) -> PhoneError:
    return PhoneError("refused", f"WhatsApp refused {what}: {reason}.")


def timed_out(what: str) -> PhoneError:
    return PhoneError("timeout", f"There was no answer to {what} in time. Try again.")


def no_such(what: str) -> PhoneError:
    return PhoneError("not_found", f"There is no {what}.")
