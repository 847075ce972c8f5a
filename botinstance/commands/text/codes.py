"""Writing a text in a code and reading it back, by way of its UTF-8 bytes."""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from collections.abc import Callable
from typing import NamedTuple

from botinstance.commands.text import morse
from botinstance.commands.text.errors import CodeError


class Code(NamedTuple):
    """Both directions raise CodeError. What `only_code` matches can hardly be meant as a text."""

    encode: Callable[[str], str]
    decode: Callable[[str], str]
    only_code: re.Pattern[str] | None = None


def _bytes(text: str) -> bytes:
    return text.encode(errors="replace")


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise CodeError("What is written there is not a text.") from None


def _from_base64(code: str) -> str:
    """Spaces and line ends, the web's alphabet and missing padding do no harm."""
    packed = "".join(code.split()).rstrip("=").translate(str.maketrans("-_", "+/"))
    try:
        data = base64.b64decode(_bytes(packed + "=" * (-len(packed) % 4)), validate=True)
    except binascii.Error:
        raise CodeError("That is not Base64.") from None
    return _text(data)


def _from_hex(code: str) -> str:
    """`48 65`, `4865`, `0x48, 0x65` and `48:65` are the same."""
    packed = re.sub(r"0[xX]|[\s,:]", "", code)
    if len(packed) % 2 or not re.fullmatch("[0-9a-fA-F]*", packed):
        raise CodeError("That is not hex: it takes pairs of the digits 0-9 and a-f.")
    return _text(bytes.fromhex(packed))


def _to_binary(text: str) -> str:
    return " ".join(f"{byte:08b}" for byte in _bytes(text))


def _from_binary(code: str) -> str:
    packed = "".join(code.split())
    if len(packed) % 8 or not re.fullmatch("[01]*", packed):
        raise CodeError("That is not binary: it takes eight digits of 0 and 1 for each byte.")
    return _text(bytes(int(packed[i : i + 8], 2) for i in range(0, len(packed), 8)))


def _rot13(text: str) -> str:
    return codecs.encode(text, "rot13")


BASE64 = Code(lambda text: base64.b64encode(_bytes(text)).decode(), _from_base64)
HEX = Code(lambda text: _bytes(text).hex(" "), _from_hex)
BINARY = Code(_to_binary, _from_binary, re.compile(r"\s*([01]{8}\s*)+"))
ROT13 = Code(_rot13, _rot13)
MORSE = Code(morse.encode, morse.decode, morse.ONLY_CODE)
