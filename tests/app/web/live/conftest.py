"""A stream of Alice's bot whose parts show one thing each, by a watcher that looks often."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from app.models import BotSession
from app.services import sessions, view, watch
from app.web.globals import token
from app.web.live import feed, parts
from tests.app.people import Holder
from tests.app.web.live.listening import Listener, cookie, serving

Open = Callable[..., Listener]


def drawn(names: list[str], session: BotSession) -> dict[str, str]:
    """Parts that show one thing each, so that it is clear which of them has changed."""
    unit, trouble = view.unit_of(session)
    told = {
        "link": f"<p>{session.link_state}</p>",
        "traffic": f"<p>{session.received}</p>",
        "unit": f"<p>{unit.active if unit else trouble}</p>",
        "form": f"<form>{token()}</form>",
    }
    return {name: told[name] for name in names}


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "ROWS", 0.05)
    monkeypatch.setattr(watch, "UNITS", 0.1)
    monkeypatch.setattr(feed, "PAUSE", 0.1)
    monkeypatch.setattr(feed, "LINES", 0.1)


@pytest.fixture(autouse=True)
def _plain_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "known", str.split)
    monkeypatch.setattr(parts, "draw", drawn)


@pytest.fixture
def port(app: Flask) -> Iterator[int]:
    with serving(app) as port:
        yield port
        watch.of(app).stop()


@pytest.fixture
def address(app: Flask, alice: Holder) -> str:
    """Of Alice's bot."""
    with app.app_context():
        return f"/bots/{sessions.find(alice.id).handle}"


@pytest.fixture
def listen(app: Flask, port: int, address: str, alice: Holder) -> Iterator[Open]:
    """Opens a stream of Alice's bot, as Alice unless `cookie` says who."""
    opened: list[Listener] = []

    def open_(names: str = "link", last_id: str = "", **how: Any) -> Listener:
        who = how.pop("cookie", cookie(app, alice.id))
        asked = "&".join([f"parts={names}", *(f"{key}={value}" for key, value in how.items())])
        opened.append(Listener(port, f"{address}/stream?{asked}", who, last_id))
        return opened[-1]

    yield open_
    for listener in opened:
        listener.close()
