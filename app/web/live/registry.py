"""Parts of pages that change by themselves: `data-part="name"` in the page, and
templates/<folder>/parts/<name>.html. Whoever draws a page makes its parts known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask import render_template

Maker = Callable[..., dict[str, Any]]


def _nothing(*_subject: object) -> dict[str, Any]:
    return {}


class Parts:
    """The parts of one kind of page. Makers are called with its subject, if it has one."""

    def __init__(self, folder: str, base: Maker = _nothing) -> None:
        """`base` gives what every part's template is told."""
        self._folder, self._base = folder, base
        self._makers: dict[str, Maker] = {}

    def add(self, name: str, maker: Maker = _nothing) -> None:
        """`maker` gives what the part's template is told beside; asked when it is drawn."""
        self._makers[name] = maker

    def known(self, names: str) -> list[str]:
        """Those of the names, with spaces between them, that there are."""
        return [name for name in names.split() if name in self._makers]

    def told(self, names: Iterable[str], *subject: object) -> dict[str, Any]:
        """All that the templates of these parts are told: for a page that has them."""
        made = self._base(*subject)
        for name in names:
            made |= self._makers[name](*subject)
        return made

    def draw(self, names: Iterable[str], *subject: object) -> dict[str, str]:
        """The parts as HTML, by name. Raises KeyError for one that there is not."""
        base = self._base(*subject)
        return {
            name: render_template(
                f"{self._folder}/parts/{name}.html", **{**base, **self._makers[name](*subject)}
            )
            for name in names
        }
