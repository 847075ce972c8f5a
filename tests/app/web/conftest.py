"""Those who sit at a browser without JavaScript, and the bots that they make there."""

from __future__ import annotations

import pytest
from flask import Flask

from app.services import sessions
from tests.app.people import Bot, Holder, Operator, PairingBroker
from tests.app.web.browsing import Browser
from tests.app.web.operating import signed_in


@pytest.fixture
def visitor(app: Flask) -> Browser:
    """Somebody who has neither a bot nor an account."""
    return Browser(app)


@pytest.fixture
def root(app: Flask) -> Browser:
    """An operator."""
    return signed_in(app)


@pytest.fixture
def page(visitor: Browser, deployed: Holder) -> Browser:
    """Alice, on the overview of her bot."""
    visitor.hold(deployed.id)
    return visitor


@pytest.fixture
def not_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """No request waits until the bot acts on a change."""
    monkeypatch.setattr("app.services.features.TAKE_UP", 0)


@pytest.fixture
def started(visitor: Browser, operator: Operator) -> Browser:
    """Somebody who has entered a voucher."""
    visitor.open("/")
    visitor.submit("/", code=operator.voucher())
    return visitor


@pytest.fixture
def newborn(app: Flask, started: Browser, broker: PairingBroker) -> Bot:
    """The bot of that voucher, which shows a code as soon as it is asked for one."""
    with app.app_context():
        (session,) = sessions.listing()
    bot = Bot(app.test_client(), session.id)
    broker.on_pair = lambda _, how: bot.show_qr() if how.method == "qr" else bot.show_code()
    return bot


@pytest.fixture
def linked(started: Browser, newborn: Bot) -> Browser:
    """Somebody whose bot is linked to a phone, and has no name yet."""
    started.submit("/link/qr")
    newborn.paired()
    started.open()
    return started
