"""Passwords: which are good enough, and their hashes by argon2id."""

from __future__ import annotations

import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from app.errors import Refusal

LEAST, MOST = 10, 200  # characters
_hasher = PasswordHasher()
# Each hash takes 64 MiB and a processor for a moment: more at once would only wait for each other.
_turns = BoundedSemaphore(2)
# Of the passwords that everybody tries first, those that are long enough.
_COMMON = (
    "0123456789 01234567890 0987654321 1111111111 1122334455 1234554321 1234567890 12345678900 "
    "123456789a 12345678910 1234567891 12345qwert 123456789q 147258369a 1q2w3e4r5t 1q2w3e4r5t6y "
    "1qaz2wsx3edc 9876543210 abc1234567 abcd123456 abcdefghij adminadmin administrator "
    "asdfasdfasdf asdfghjkl1 basketball changeme123 football123 iloveyou12 iloveyou123 "
    "letmein123 liverpool1 manchester mypassword p@ssw0rd123 passw0rd123 password00 password01 "
    "password10 password11 password12 password123 password1234 password12345 password123456 "
    "passwordpassword princess12 q1w2e3r4t5 qazwsxedc1 qazwsxedcrfv qwer123456 qwerasdfzxcv "
    "qwerty1234 qwerty12345 qwerty123456 qwertyqwerty qwertyuiop qwertyuiop123 sunshine12 "
    "superman12 thisisapassword unfilteredbytzz welcome123 welcome1234 whatsapp12 whatsapp123 "
    "whatsappbot zaq12wsxcde"
)


def check(password: str, username: str) -> None:
    """Raises Refusal (422) for a password that would soon be guessed."""
    text = _same(password)
    if not LEAST <= len(text) <= MOST:
        raise Refusal(
            "invalid",
            422,
            "A password has {least} to {most} characters. A few words are easy to remember.",
            least=LEAST,
            most=MOST,
        )
    plain = text.casefold()
    if username.casefold() in (plain, plain[::-1]) or len(set(plain)) < 4:
        raise Refusal("invalid", 422, "This password is easy to guess. Choose another one.")
    if plain in _COMMON.split():
        raise Refusal(
            "invalid",
            422,
            "This is one of the passwords that everybody tries first. Choose another.",
        )


def hashed(password: str) -> str:
    """About 100 characters, with all that is needed to check it."""
    with _turns:
        return _hasher.hash(_same(password))


def matches(hash_: str | None, password: str) -> bool:
    """Takes as long without a hash as with one: how long it took tells nothing."""
    decoy = _decoy()
    with _turns:
        try:
            return _hasher.verify(hash_ or decoy, _same(password)) and hash_ is not None
        except (VerifyMismatchError, InvalidHashError):
            return False


def is_outdated(hash_: str) -> bool:
    """Whether it was made with parameters that are not today's."""
    return _hasher.check_needs_rehash(hash_)


@cache
def _decoy() -> str:
    return _hasher.hash("nobody's")


def _same(password: str) -> str:
    """The same characters, however this keyboard composes them."""
    return unicodedata.normalize("NFKC", password)
