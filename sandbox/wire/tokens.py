"""The dictionary, version 3: strings that travel as one or two bytes.

`tokens.txt` has one token a line: first those of one byte (1 … 235), then four pages of 256.
The strings are the protocol's own, as in tulir/whatsmeow, binary/token/token.go.
"""

from __future__ import annotations

from pathlib import Path

VERSION = 3
FIRST_PAGE = 236  # the byte that announces a token of page 0; 237 … 239 the next ones
PAGE = 256

_LINES = Path(__file__).with_name("tokens.txt").read_text("ascii").split()
SINGLE = ["", *_LINES[: FIRST_PAGE - 1]]
DOUBLE = _LINES[FIRST_PAGE - 1 :]

CODES: dict[str, bytes] = {
    token: bytes([FIRST_PAGE + index // PAGE, index % PAGE]) for index, token in enumerate(DOUBLE)
} | {token: bytes([index]) for index, token in enumerate(SINGLE) if token}
