"""Finding links, however they are written: example.com, e x a m p l e . c o m, example [dot] com.

Every pattern begins where a word does and takes a long text once: people choose what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from botinstance.commands.protection.ends import ends_a_link
from botinstance.commands.protection.folding import plain

INVITES = ("chat.whatsapp.com", "whatsapp.com/channel")

_W = r"\w\u0900-\u0963\u0966-\u0dff\u0e00-\u0eff"  # letters; those of India with their vowels
_BEGIN = rf"(?<![{_W}@.-])"
_NAME = re.compile(rf"{_BEGIN}(?:[{_W}-]{{1,63}}\.)+[{_W}-]{{2,24}}(?![{_W}@]|-[{_W}])")
_SCHEME = re.compile(
    rf"(?<![{_W}])(?:h\s?[tx]\s?[tx]\s?p\s?s?|ftps?)\s?:\s?/\s?/\s?"
    rf"(?:[^\s/\\@?#]*@)?([{_W}.-]*)"
)
_WWW = re.compile(rf"{_BEGIN}www\d?\s?\.\s?([{_W}.-]+)")
_DOT = r"(?:\s+\.\s*|\s*[\[({]\s*(?:\.|dot|punto|ponto|punkt)\s*[\])}]\s*|\s+dot\s+)"
_PIECES = re.compile(
    rf"{_BEGIN}(?!(?:the|a|an|of|this|that|some|any)\b)([{_W}-]{{2,63}}){_DOT}"
    rf"((?:com|net|org|info|xyz|ru)(?![{_W}])|(?:me|co|ly|in|io|gg|be)(?=\s?/\s?\w))"
)
_LETTERS = re.compile(r"(?<!\S)\S(?: \S){3,}(?!\S)")


def _in_pieces(name: str, behind: str = "") -> re.Pattern[str]:
    letters = r"\s?".join(map(re.escape, name))
    return re.compile(rf"{_BEGIN}(?<!['’]){letters}{behind or f'(?![{_W}])'}")


_PATH = r"\s?/\s?[a-z0-9+]"
_KNOWN = {  # what people are told to join or to open, found even where each letter stands apart
    **{name: _in_pieces(name) for name in INVITES},
    **{name: _in_pieces(name, _PATH) for name in ("wa.me", "t.me", "discord.gg", "bit.ly")},
}


def links(text: str) -> list[str]:
    """The names behind the links in `text`, small, without www., each once; empty or a part of
    it where a name is too well disguised. A channel of WhatsApp's is as in INVITES."""
    seen = re.sub(r"\.{2,}|_", " ", plain(text))
    joined = _LETTERS.sub(lambda run: run[0].replace(" ", ""), seen)
    texts = [seen] if joined == seen else [seen, joined]
    return list(dict.fromkeys(name.strip(".") for each in texts for name in _found(each)))


def _found(text: str) -> Iterator[str]:
    yield from (name for name, pattern in _KNOWN.items() if pattern.search(text))
    for match in _SCHEME.finditer(text):
        yield match[1].removeprefix("www.")
    for match in _WWW.finditer(text):
        yield match[1]
    for match in _NAME.finditer(text):
        if ends_a_link(match[0], text.startswith("/", match.end())):
            yield match[0].removeprefix("www.")
    for match in _PIECES.finditer(text):
        yield f"{match[1]}.{match[2]}"


def domain(word: str) -> str | None:
    """The name in what somebody wants to allow: example.org, or a whole address."""
    name = re.sub(r"^\w+://", "", plain(word)).partition("/")[0].removeprefix("www.")
    return name if re.fullmatch(rf"(?:[{_W}-]{{1,63}}\.)+[{_W}-]{{2,63}}", name) else None


def within(name: str, domains: Iterable[str]) -> bool:
    """Whether the name is one of the domains, or under one."""
    host = name.partition("/")[0]
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)
