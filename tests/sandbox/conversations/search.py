"""Looking for a text in whatever form it may lie about."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from pathlib import Path

AROUND = 40  # bytes on either side of what was found


class Search:
    """For one ASCII text: as it is, as UTF-16, in hexadecimal, and in base64."""

    def __init__(self, text: str) -> None:
        word = text.encode("ascii")
        digits = word.hex()
        hexadecimal = {digits.encode(), digits.upper().encode()}
        wide = (text.encode("utf-16-le"), text.encode("utf-16-be"))
        self._forms = [word, *hexadecimal, *wide, *(_base64(word, n) for n in range(3))]

    def within(self, pieces: Iterable[bytes]) -> list[bytes]:
        """The surroundings of the first find of each form in each piece."""
        finds = []
        for piece in pieces:
            places = (piece.find(form) for form in self._forms)
            found = [place for place in places if place >= 0]
            finds += [piece[max(0, place - AROUND) : place + 2 * AROUND] for place in found]
        return finds


def _base64(word: bytes, before: int) -> bytes:
    """What base64 makes of the text, after so many bytes that are not known."""
    whole = len(word) - (before + len(word)) % 3
    encoded = base64.b64encode(bytes(before) + word[:whole])
    return encoded[(before * 8 + 5) // 6 :]


def files(folder: Path) -> list[bytes]:
    """The names and contents of all files in it."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return [path.read_bytes() for path in found] + [str(path).encode() for path in found]
