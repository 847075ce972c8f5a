"""The text of a web page. Runs by `tools.work`, in a process of its own."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_SILENT = ("script", "style", "noscript", "template", "svg", "head", "nav", "footer")
_BLOCKS = ("p", "br", "div", "li", "h1", "h2", "h3", "h4", "tr", "section", "article")


def text(data: bytes, most: int) -> bytes:
    """UTF-8, at most `most` characters, of an HTML page."""
    reader = _Reader()
    reader.feed(data.decode(errors="replace"))
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).splitlines())
    return re.sub(r"\n{2,}", "\n", "\n".join(lines)).strip()[:most].encode()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._silent = 0  # how many elements without a text are open

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT and self._silent:
            self._silent -= 1

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)
