"""The parts of a bot's pages that change by themselves: `data-part="name"` in the page, and
templates/bot/parts/<name>.html. Whoever draws a page makes its parts known here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask import render_template

from app.models import BotSession
from app.web.bot.facts import facts

Maker = Callable[[BotSession], dict[str, Any]]
_makers: dict[str, Maker] = {}


def add(name: str, maker: Maker = lambda _session: {}) -> None:
    """`maker` gives what the part's template is told beside `facts`; asked when it is drawn."""
    _makers[name] = maker


def known(names: str) -> list[str]:
    """Those of the names, with spaces between them, that there are."""
    return [name for name in names.split() if name in _makers]


def told(names: Iterable[str], session: BotSession) -> dict[str, Any]:
    """`facts` and what the makers of these parts give: for a page that has them."""
    made = facts(session)
    for name in names:
        made |= _makers[name](session)
    return made


def draw(names: Iterable[str], session: BotSession) -> dict[str, str]:
    """The parts as HTML, by name. Raises KeyError for one that there is not."""
    base = facts(session)
    return {
        name: render_template(f"bot/parts/{name}.html", **{**base, **_makers[name](session)})
        for name in names
    }
