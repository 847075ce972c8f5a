"""Morse code as the ITU lists it, with the common signs it leaves out."""

from __future__ import annotations

import re
import unicodedata

from botinstance.commands.text.errors import CodeError

_LIST = """A .- B -... C -.-. D -.. E . F ..-. G --. H .... I .. J .--- K -.- L .-.. M -- N -.
O --- P .--. Q --.- R .-. S ... T - U ..- V ...- W .-- X -..- Y -.-- Z --..
0 ----- 1 .---- 2 ..--- 3 ...-- 4 ....- 5 ..... 6 -.... 7 --... 8 ---.. 9 ----.
. .-.-.- , --..-- ? ..--.. ' .----. ! -.-.-- / -..-. ( -.--. ) -.--.- & .-... : ---...
; -.-.-. = -...- + .-.-. - -....- _ ..--.- " .-..-. $ ...-..- @ .--.-."""
_SIGNS = dict(zip(_LIST.split()[::2], _LIST.split()[1::2], strict=True))
_LETTERS = {sign: letter for letter, sign in _SIGNS.items()}

# of more than one sign, so that a lone full stop or dash is a text
ONLY_CODE = re.compile(r"(?=.*[.\-·•−–—…].*[.\-·•−–—…])[\s.\-·•−–—…_/|`]+", re.DOTALL)
_SAME = str.maketrans({"·": ".", "•": ".", "−": "-", "–": "-", "_": "-", "…": "...", "`": None})

_TYPED = str.maketrans("‘’“”–—", "''\"\"--")  # what phones make of plain signs


def encode(text: str) -> str:
    """In monospace: else a line that begins with a dash and a space would become a list.

    Accents are left out, as telegraphists do. Raises CodeError, naming what has no sign.
    """
    spelt = unicodedata.normalize("NFKD", text.translate(_TYPED))
    plain = "".join(c for c in spelt if unicodedata.category(c) != "Mn").upper()
    unknown = sorted({c for c in plain if c not in _SIGNS and not c.isspace()})
    if unknown:
        raise CodeError(f"Morse code has no sign for {' '.join(unknown[:5])}: leave that out.")
    words = [" ".join(_SIGNS[c] for c in word) for word in plain.split()]
    if not words:
        raise CodeError("There is no letter in that.")
    return f"```{' / '.join(words)}```"


def decode(code: str) -> str:
    """Raises CodeError."""
    # phones write — for two dashes, and others write it for one: then it stands alone
    code = code.translate(_SAME)
    code = code.replace("—", "--" if "-" in code else "-")
    words = [word.split() for word in re.split(r"[/|\n]", code)]
    unknown = [sign for word in words for sign in word if sign not in _LETTERS]
    if unknown:
        raise CodeError(f"That is not Morse code: {unknown[0][:20]} means nothing.")
    return " ".join("".join(_LETTERS[sign] for sign in word) for word in words if word)
