"""Functions for `tools.work` to call, the bad ones among them."""

from __future__ import annotations

import sys
import time

from botinstance.usererror import UserError


def reverse(data: bytes, *, times: int = 1) -> bytes:
    return data[::-1] * times


def modules(_data: bytes) -> bytes:
    return "\n".join(sys.modules).encode()


def chatty(data: bytes) -> bytes:
    sys.stdout.write("a library says hello\n")
    return data


def sorry(_data: bytes) -> bytes:
    raise UserError("That is no picture. 🖼 \u202e Send one.")


def fault(_data: bytes) -> bytes:
    raise KeyError("secret")


def reserve(_data: bytes) -> bytes:
    return bytes(2 << 30)


def fill(_data: bytes) -> bytes:
    kept = bytearray(b"x" * (150 << 20))
    time.sleep(60)
    return bytes(kept)
