"""Everybody's bots, and their deployments, on the operator's pages."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from flask import Flask

from app.db import db
from app.models import BotSession
from app.services import audit_log, steps, users
from tests.app.people import PHONE, Bot, Holder, Operator, PairingBroker
from tests.app.web.browsing import Browser
from tests.app.web.operating import signed_in
from units.protocol import BrokerError, LogLine


def handle_of(app: Flask, holder: Holder) -> str:
    with app.app_context():
        return db.session.get_one(BotSession, holder.id).handle


def deeds(app: Flask, holder: Holder) -> list[tuple[str, str]]:
    with app.app_context():
        found = audit_log.of_bot(db.session.get_one(BotSession, holder.id))
        return [(entry.actor, entry.action) for entry in found]


def rows(root: Browser) -> int:
    return root.page.count("<tr>") - 1 if "<table" in root.page else 0


def test_a_bot_is_told_in_words(root: Browser, app: Flask, deployed: Holder, bot: Bot) -> None:
    bot.tell("pulse", received=5, sent=3, last_traffic_at=time.time())
    root.open("/operator/bots")
    told = root.text()
    assert f"My Bot Connected +{PHONE} key" in told
    assert f'href="/bots/{handle_of(app, deployed)}"' in root.page
    assert deployed.id not in root.page


@pytest.mark.parametrize("words", ["my b", "MY BOT", PHONE, "+1 (555) 000-1234", "alice"])
def test_a_bot_is_found_by_its_name_and_phone(
    root: Browser, deployed: Holder, make_holder: Callable[[], Holder], words: str
) -> None:
    make_holder()
    root.open("/operator/bots?q=" + words.replace("+", "%2B"))
    assert rows(root) == 1
    assert "My Bot" in root.text()


def test_a_bot_is_found_by_handle_voucher_account_and_the_beginning_of_its_id(
    root: Browser, app: Flask, deployed: Holder, make_holder: Callable[[], Holder]
) -> None:
    make_holder()
    signed_in(app, "maria", "person")
    with app.app_context():
        session = db.session.get_one(BotSession, deployed.id)
        session.user_id = users.find("maria").id
        voucher = session.voucher_code
        db.session.commit()
    for words in (
        handle_of(app, deployed),
        voucher.lower(),
        "maria",
        deployed.id[:8],
        deployed.id,
    ):
        root.open(f"/operator/bots?q={words}")
        assert rows(root) == 1, words
        assert "My Bot" in root.text()
    for words in ("%25%25%25%25%25%25%25%25", deployed.id[:7], "nobody"):
        root.open(f"/operator/bots?q={words}")
        assert rows(root) == 0, words


def test_the_filter_knows_what_systemd_knows(
    root: Browser, deployed: Holder, broker: PairingBroker, make_holder: Callable[[], Holder]
) -> None:
    make_holder()

    def shown(state: str) -> int:
        root.open(f"/operator/bots?state={state}")
        return rows(root)

    assert [shown(s) for s in ("connected", "trouble", "linking", "paused")] == [1, 0, 1, 0]
    broker.hang(deployed.id, 60)
    assert [shown(s) for s in ("connected", "trouble", "linking", "paused")] == [0, 1, 1, 0]
    assert shown("nonsense") == 2


def test_a_broker_that_is_away_leaves_the_list_standing(
    root: Browser, deployed: Holder, broker: PairingBroker
) -> None:
    broker.fail["states"] = BrokerError("unreachable", "Away.")
    assert root.open("/operator/bots").status_code == 200
    assert "My Bot Not known" in root.text()


def test_an_operator_pauses_starts_and_restarts(
    root: Browser, app: Flask, deployed: Holder, operator: Operator
) -> None:
    root.open(f"/operator/bots/{handle_of(app, deployed)}")
    root.submit("/stop")
    assert "The bot is being paused." in root.text()
    operator.reconcile()
    root.open()
    root.submit("/start")
    assert "The bot is being started." in root.text()
    operator.reconcile()
    root.open()
    root.submit("/restart")
    assert "The bot is being restarted." in root.text()
    names = [name for actor, name in deeds(app, deployed) if actor == "root"]
    assert names == ["session.restart", "session.start", "session.stop"]


def test_a_suspended_bot_is_its_owners_again_when_the_suspension_is_lifted(
    root: Browser, app: Flask, deployed: Holder, operator: Operator
) -> None:
    root.open(f"/operator/bots/{handle_of(app, deployed)}")
    root.submit("/suspend")
    operator.reconcile()
    root.open()
    assert "Suspended" in root.text()
    assert not root.offers("/start")
    assert deployed.post("start").status_code == 403
    root.submit("/unsuspend")
    assert deployed.post("start").status_code == 200
    assert ("root", "session.suspend") in deeds(app, deployed)


def test_deleting_asks_first(root: Browser, app: Flask, deployed: Holder) -> None:
    root.open(f"/operator/bots/{handle_of(app, deployed)}")
    root.submit("/remove")
    assert "Nothing was deleted" in root.text()
    root.submit("/remove", sure="yes")
    assert root.path == "/operator/bots"
    assert "The bot is being deleted." in root.text()
    assert deployed.get().status_code == 404


def test_a_voucher_of_a_bot_that_was_never_linked_is_handed_back(
    root: Browser, app: Flask, alice: Holder
) -> None:
    root.open(f"/operator/bots/{handle_of(app, alice)}")
    root.submit("/release")
    assert "The voucher can be used again" in root.text()
    assert alice.get().status_code == 404


def test_what_makes_no_sense_is_not_offered_and_refused(
    root: Browser, app: Flask, alice: Holder
) -> None:
    path = f"/operator/bots/{handle_of(app, alice)}"
    root.open(path)
    assert not [verb for verb in ("/start", "/stop", "/restart") if root.offers(verb)]
    token = root.fields("/remove")["csrf_token"]
    root.post(f"{path}/start", csrf_token=token)
    assert "Link the bot to a phone first." in root.text()
    assert root.post(f"{path}/explode", csrf_token=token).status_code == 404


def test_nothing_changes_without_the_forms_own_token(
    root: Browser, app: Flask, deployed: Holder
) -> None:
    assert root.post(f"/operator/bots/{handle_of(app, deployed)}/stop").status_code == 400
    assert deployed.state() == ("deployed", "active")


def test_an_operator_is_told_that_the_bot_is_somebody_elses(root: Browser, page: Browser) -> None:
    root.open(page.path)
    assert "You look at this bot as an operator" in root.text()
    assert "as an operator" not in page.text()


def test_a_deployment_is_told_with_its_steps_and_both_logs(
    root: Browser, deployed: Holder, broker: PairingBroker
) -> None:
    line = LogLine("c", time.time(), 3, f"hello from {deployed.id}")
    broker.logs = lambda *_: [line]  # type: ignore[method-assign]
    root.open("/operator/deployments")
    assert "My Bot First start Succeeded" in root.text()
    link = root.page.split('href="/operator/deployments/')[1].split('"')[0]
    root.open(f"/operator/deployments/{link}")
    told = root.text()
    assert "Reaching WhatsApp" in told
    assert "ready: done" in told
    assert f"hello from {deployed.id[:8]}…" in told
    assert deployed.id not in root.page
    broker.logs = raising  # type: ignore[method-assign]
    root.open()
    assert "Away for now." in root.text()


def raising(*_: object) -> list[LogLine]:
    raise BrokerError("unreachable", "Away for now.")


def test_failed_deployments_are_found(
    root: Browser,
    paired: Holder,
    broker: PairingBroker,
    operator: Operator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(steps.SECONDS, "start", 0)
    paired.deploy()
    root.open("/operator/deployments?state=in_progress")
    assert rows(root) == 1
    broker.fail["start"] = BrokerError("systemd", "No room is left.")
    operator.reconcile()
    root.open("/operator/deployments?state=failed")
    assert rows(root) == 1
    link = root.page.split('href="/operator/deployments/')[1].split('"')[0]
    root.open(f"/operator/deployments/{link}")
    assert "No room is left." in root.text()
    root.open("/operator/deployments?state=active")
    assert "No deployment is like that." in root.text()


def test_a_deployment_that_there_is_not(root: Browser) -> None:
    assert root.open("/operator/deployments/nothing").status_code == 404
