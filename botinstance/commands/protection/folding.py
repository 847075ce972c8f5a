"""Text as it looks, not as it is spelt: what guards compare."""

from __future__ import annotations

import re
import unicodedata

# blank or drawn as nothing, though Unicode calls them letters, marks or symbols
_BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u2800\u3164\uffa0"
_SAME = {"。": ".", "⁄": "/", "∕": "/", "⧸": "/", "∶": ":", "․": "."}
_MAP = str.maketrans({**dict.fromkeys(_BLANK, ""), **_SAME})
# of Latin, Greek and Cyrillic letters, and the short vowels of Arabic; the vowels of other
# scripts are written so too and make another word
_ACCENTS = re.compile("[\u0300-\u036f\u064b-\u0652\u0670\u0640]")
_HIDDEN = ("Cf", "Cc")


def plain(text: str) -> str:
    """Small letters of the usual kind, without what cannot be seen."""
    seen = unicodedata.normalize("NFKC", text.translate(_MAP)).casefold().translate(_MAP)
    return "".join(c for c in seen if c.isspace() or _visible(c))


def bare(text: str) -> str:
    """`plain`, without accents: those of *café* and of *n̶o̶*."""
    parted = unicodedata.normalize("NFKD", plain(text))
    return unicodedata.normalize("NFC", _ACCENTS.sub("", parted))


def _visible(c: str) -> bool:
    return not ("\ufe00" <= c <= "\ufe0f") and unicodedata.category(c) not in _HIDDEN
