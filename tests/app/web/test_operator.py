"""The operator's side: who may come in, its first page, and the pages that only tell."""

from __future__ import annotations

import json
import re
import socket
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.settings import Settings
from app.version import VERSION
from app.web.operator import words
from tests.app.people import Bot, Holder, Operator, PairingBroker
from tests.app.web.browsing import Browser
from tests.app.web.operating import signed_in
from units.protocol import BrokerError

ROOT = Path(__file__).parents[3]
LISTS = ("", "vouchers", "bots", "deployments", "users", "audit", "settings", "doctor")
PAGES = [f"/operator/{name}" for name in (*LISTS, "vouchers/print", "vouchers.csv")]


@pytest.mark.parametrize("path", PAGES)
def test_only_operators_see_it(app: Flask, client: FlaskClient, path: str) -> None:
    stranger = client.get(path)
    assert stranger.status_code == 303
    assert stranger.location.startswith("/sign-in?next=/operator/")
    assert signed_in(app, "maria", "person").open(path).status_code == 404
    assert signed_in(app).open(path).status_code == 200


def test_a_form_of_the_operators_does_nothing_for_others(
    app: Flask, root: Browser, visitor: Browser, operator: Operator
) -> None:
    code = operator.voucher()
    root.open("/operator/vouchers")
    for browser in (visitor, signed_in(app, "maria", "person")):
        browser.open("/")
        token = browser.fields("/")["csrf_token"]
        made = browser.post("/operator/vouchers", count="1", days="1", csrf_token=token)
        assert made.status_code == 404
    root.open("/operator/vouchers")
    assert root.page.count("UBOT-") == root.page.count(code) == 1


@pytest.mark.parametrize("path", PAGES)
def test_a_session_is_never_named_in_full(root: Browser, deployed: Holder, path: str) -> None:
    root.open(path)
    assert deployed.id not in root.page


def test_bots_are_counted_as_they_are_and_not_as_their_rows_say(
    root: Browser, deployed: Holder, broker: PairingBroker, make_holder: Callable[[], Holder]
) -> None:
    make_holder()
    root.open("/operator/")
    assert "Connected 1 On the way 0 In trouble 0" in root.text()
    assert "Not deployed yet 1" in root.text()
    broker.hang(deployed.id, 60)
    root.open()
    assert "Connected 0 On the way 0 In trouble 1" in root.text()
    broker.fail["states"] = BrokerError("unreachable", "Away.")
    root.open()
    assert "Connected 0" in root.text()
    assert "Not known 1" in root.text()


def test_a_failure_is_told_with_its_sentence_and_leads_to_the_bot(
    root: Browser, deployed: Holder, broker: PairingBroker, operator: Operator, bot: Bot
) -> None:
    root.open("/operator/")
    assert "No bot has failed." in root.text()
    broker.exit(deployed.id, 78)
    operator.reconcile()
    root.open()
    assert "could not read its configuration" in root.text()
    assert 'href="/operator/bots/' in root.page.split("Failed in the last")[1]


def test_a_bot_that_restarts_again_and_again_is_named(
    root: Browser, deployed: Holder, broker: PairingBroker
) -> None:
    unit = broker.states([deployed.id])[deployed.id].run
    broker._set(deployed.id, run=replace(unit, restarts=2))
    root.open("/operator/")
    assert "2 restarts" not in root.text()
    broker._set(deployed.id, run=replace(unit, restarts=7))
    root.open()
    assert "Its process was started again and again. 7 restarts" in root.text()


def test_the_host_the_parts_and_the_version_are_told(
    root: Browser, settings: Settings, broker: PairingBroker
) -> None:
    root.open("/operator/")
    told = root.text()
    assert "Memory" in told
    assert "Load" in told
    assert "Disk" in told
    assert f"Version {VERSION}" in told
    assert "Worker does not work. Nobody listens" in told
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as worker:
        worker.bind(settings.wake_socket)
        root.open()
    assert "does not work" not in root.text()


def test_the_parts_of_the_overview_come_by_themselves(root: Browser, app: Flask) -> None:
    root.open("/operator/")
    answer = root.open("/operator/parts?names=platform+bots+vouchers+host")
    assert answer.json is not None
    parts = answer.json["parts"]
    assert set(parts) == {"platform", "bots", "vouchers", "host"}
    again = root.open("/operator/parts?names=bots+vouchers").json
    assert again is not None
    assert again["parts"]["bots"] == parts["bots"], "time alone changes nothing in it"


def test_the_doctors_page_says_what_to_do(root: Browser, broker: PairingBroker) -> None:
    broker.fail["states"] = BrokerError("unreachable", "Away.")
    root.open("/operator/doctor")
    assert ">systemctl status ubot-broker.socket</code>" in root.page
    assert "Database Keeps wishes and history. works" in root.text()
    assert "Check again" in root.text()


def test_settings_are_shown_with_their_source_and_no_secret(
    make_app: Callable[[Settings], Flask], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UBOT_VOUCHER_DAYS", "7")
    given = replace(settings, voucher_days=7, bot_services={"ai_key": "sk-hidden"})
    root = signed_in(make_app(given))
    root.open("/operator/settings")
    told = root.text()
    assert "UBOT_VOUCHER_DAYS 7 Environment How many days" in told
    assert "UBOT_EVENTS_KEPT 500 Default" in told
    assert "UBOT_SECRET_KEY is set" in told
    assert "UBOT_BOT_SERVICES ai_key" in told
    assert settings.secret_key not in root.page
    assert "sk-hidden" not in root.page


def test_the_version_is_the_same_wherever_it_stands() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    described = json.loads((ROOT / "app/api/openapi.json").read_text())["info"]
    assert project["version"] == described["version"] == VERSION


def test_whatever_is_written_into_the_audit_log_has_words() -> None:
    source = "".join(path.read_text() for path in (ROOT / "app").rglob("*.py"))
    written = set(re.findall(r'audit\.record\(\s*[\w.]+(?:\(\))?,\s*"([a-z_.]+)"', source))
    assert len(written) > 20
    assert written <= set(words.ACTIONS)
