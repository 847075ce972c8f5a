"""From the voucher to the running bot, in a browser without JavaScript."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from app.clock import now
from app.db import db, transaction
from app.models import Voucher
from app.services import sessions, vouchers
from tests.app.people import Bot, Operator
from tests.app.web.browsing import Browser


def stations(visitor: Browser) -> dict[str, str]:
    """What the stations say, and where one is."""
    way = re.search(r'<ol class="way".*?</ol>', visitor.page, re.S)
    assert way
    found = re.findall(r"<li([^>]*)>(.*?)</li>", way[0], re.S)
    shapes = {' class="done"': "done", ' aria-current="step"': "here", "": "ahead"}
    return {re.sub(r"<[^>]+>", "", text).strip(): shapes[rest] for rest, text in found}


def test_the_whole_way(linked: Browser, newborn: Bot, operator: Operator) -> None:
    assert "Name and features" in linked.text()
    linked.submit("/deploy", name="My Bot", **{"feature-ai": "on"})
    assert "Deploying My Bot" in linked.text()
    assert "Preparing its folder waits" in linked.text()
    operator.reconcile()
    newborn.link("connected")
    linked.open(f"{linked.path}?way")
    assert "My Bot runs" in linked.text()
    assert "Write .menu and send it" in linked.text()
    linked.open(linked.path)
    assert "Overview" in linked.text()


def test_each_station_says_where_one_is_and_what_was_done(
    linked: Browser, operator: Operator
) -> None:
    assert list(stations(linked).items()) == [
        ("Voucher accepted", "done"),
        ("Linked to +15550001234", "done"),
        ("Name and features", "here"),
        ("Deploy", "ahead"),
        ("Your bot", "ahead"),
    ]
    linked.submit("/deploy", name="My Bot")
    assert stations(linked)["Named My Bot"] == "done"
    operator.reconcile()
    linked.open(f"{linked.path}?way")
    assert stations(linked)["Your bot"] == "here"


class TestEntry:
    def test_a_form_sent_twice_gives_the_same_bot(
        self, visitor: Browser, operator: Operator
    ) -> None:
        code = operator.voucher()
        visitor.open("/")
        form = visitor.page
        visitor.submit("/", code=code)
        first = visitor.path
        visitor.page = form
        visitor.submit("/", code=code)
        assert visitor.path == first

    @pytest.mark.parametrize(
        ("spoil", "said", "then"),
        [
            ("nothing", "looks like UBOT-XXXX", "Type all of it"),
            ("unknown", "Voucher not found", "letter by letter"),
            ("used", "Voucher already used", "open it below with its key"),
            ("expired", "Voucher expired", "another one"),
            ("revoked", "Voucher revoked", "taken it back"),
        ],
    )
    def test_each_refusal_says_what_to_do(
        self, app: Flask, visitor: Browser, operator: Operator, spoil: str, said: str, then: str
    ) -> None:
        code = {"nothing": "UBOT", "unknown": "UBOT-AAAA-AAAA-AAAA"}.get(spoil)
        code = code or operator.voucher()
        visitor.open("/")
        with app.app_context():
            if spoil == "revoked":
                vouchers.revoke(code, "admin")
            if spoil == "used":
                vouchers.redeem(code, None, None)
            if spoil == "expired":
                with transaction():
                    db.session.execute(db.update(Voucher).values(expires_at=now()))
        answer = visitor.submit("/", code=code)
        assert answer.status_code in (404, 409, 410, 422)
        assert said in visitor.text()
        assert then in visitor.text()
        assert f'value="{code}"' in visitor.page

    def test_guessing_is_limited_and_says_until_when(self, visitor: Browser) -> None:
        visitor.open("/")
        codes = [f"UBOT-AAAA-AAAA-AAA{i}" for i in range(6)]
        assert [visitor.submit("/", code=one).status_code for one in codes] == [404] * 5 + [429]
        assert re.search(r"Try again in \d+ seconds", visitor.text())

    def test_a_wrong_key_is_told_where_it_was_typed(self, visitor: Browser) -> None:
        visitor.open("/")
        assert visitor.submit("/resume", key="guess").status_code == 404
        assert "36 letters" in visitor.text()
        assert "<details open>" in visitor.page


class TestComingBack:
    def test_the_same_browser_goes_on_where_it_was(self, linked: Browser) -> None:
        place = linked.path
        linked.open("/bots")
        assert linked.path == place
        assert "Name and features" in linked.text()

    def test_another_browser_goes_on_with_the_key(self, app: Flask, linked: Browser) -> None:
        key = re.search(r'data-copy="([0-9a-f-]{36})"', linked.page)
        assert key
        other = Browser(app)
        other.hold(key[1])
        assert other.path == linked.path
        assert "Name and features" in other.text()

    def test_the_key_never_stands_in_an_address(self, linked: Browser, newborn: Bot) -> None:
        addresses = re.findall(
            r'(?:href|action|src|data-\w*-?url|data-stream)="([^"]*)"', linked.page
        )
        assert addresses
        assert not [one for one in addresses if newborn.id[:8] in one]

    def test_an_account_that_keeps_the_bot_makes_the_key_useless(
        self, app: Flask, linked: Browser, newborn: Bot
    ) -> None:
        with app.app_context(), transaction():
            owner = db.session.scalars(db.select(Voucher.owner_id)).first()
            sessions.change(sessions.lock(newborn.id), {"user_id": owner})
        assert linked.open().status_code == 404


def test_the_part_that_changes_by_itself_is_the_whole_way(linked: Browser, newborn: Bot) -> None:
    answer = linked.client.get(f"{linked.path}/parts?names=way").json
    assert "Name and features" in answer["parts"]["way"]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/resume",
        "{bot}/link/qr",
        "{bot}/link/code",
        "{bot}/deploy",
        "{bot}/choose",
        "{bot}/retry",
    ],
)
def test_a_form_from_another_site_is_refused(linked: Browser, path: str) -> None:
    answer = linked.post(path.format(bot=linked.path), name="x", phone="+15550001234")
    assert answer.status_code == 400
    assert "Load the page again" in answer.text


def test_nothing_is_inline(linked: Browser) -> None:
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", linked.page)


def test_a_stranger_sees_none_of_it(app: Flask, linked: Browser) -> None:
    assert Browser(app).open(linked.path).status_code == 404
