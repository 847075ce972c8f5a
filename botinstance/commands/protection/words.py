"""Whole words, however they are written: Bäd, b4d, *b*a*d*, baaaad, or with what is unseen."""

from __future__ import annotations

import re
from collections.abc import Iterable

from botinstance.commands.protection.folding import bare

_LETTERS = str.maketrans("03457@$€+89", "oeastasetbg")  # what stands for a letter
_ONES = "1!|"  # and what stands for one of two, i or l
_EITHER = str.maketrans(dict.fromkeys(_ONES + "l", "i"))
_WORD = re.compile(r"[^\s.,;:?\"'’“”«»()\[\]{}<>/\\#%&=¿¡…–—-]+")
_WRITING = re.compile(r"[*_~`]")  # WhatsApp's marks for bold and the like
_RUN = re.compile(r"(.)\1{2,}")


def words_of(text: str) -> list[str]:
    """The words in `text`, in small letters without accents."""
    return _WORD.findall(_WRITING.sub("", bare(text)))


def contains(text: str, words: Iterable[str]) -> bool:
    """Whether one of `words`, which are as `words_of` gives them, is in `text`."""
    sure = {_letters(word) for word in words}
    unsure = {_one(word) for word in sure}
    for word in words_of(text):
        for part in {word, word.strip(_ONES)}:
            letters = _letters(part)
            known = unsure if any(c in letters for c in _ONES) else sure
            if not known.isdisjoint(_runs(letters if known is sure else _one(letters))):
                return True
    return False


def _letters(word: str) -> str:
    """With letters for what stands for one; numbers and prices are what they are."""
    if any(c.isdigit() for c in word) and not any(c.isalpha() for c in word):
        return word
    return word.translate(_LETTERS)


def _one(word: str) -> str:
    """i and l, and what may be either, as the same."""
    return word.translate(_EITHER)


def _runs(word: str) -> tuple[str, ...]:
    """The word, and without letters that somebody has leant on."""
    return word, _RUN.sub(r"\1", word), _RUN.sub(r"\1\1", word)
