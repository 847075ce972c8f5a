"""Why a message could not be decrypted."""

from __future__ import annotations


class SignalError(Exception):
    """Base of all."""


class BadMessage(SignalError):
    """Malformed, for another key, or changed on its way."""


class NoSession(SignalError):
    """There is no session (or prekey, or sender key) that this message needs."""


class Duplicate(SignalError):
    """This message was decrypted before."""
