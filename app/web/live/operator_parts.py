"""The parts of the operator's pages that change by themselves: `data-part="name"` in the page, and
templates/operator/parts/<name>.html. Whoever draws a page makes its parts known here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask import render_template

Maker = Callable[[], dict[str, Any]]
_makers: dict[str, Maker] = {}


def add(name: str, maker: Maker = dict) -> None:
    """`maker` gives what the part's template is told; asked when it is drawn."""
    _makers[name] = maker


def known(names: str) -> list[str]:
    """Those of the names, with spaces between them, that there are."""
    return [name for name in names.split() if name in _makers]


def draw(names: Iterable[str]) -> dict[str, str]:
    """The parts as HTML, by name. Raises KeyError for one that there is not."""
    return {
        name: render_template(f"operator/parts/{name}.html", **_makers[name]()) for name in names
    }
