"""An operator suspends a bot: it ends, and its owner can do nothing about it."""

from __future__ import annotations

import pytest
from flask import Flask

from app.services import deployments
from tests.app.people import Bot, Holder, Operator, PairingBroker


def suspend(app: Flask, holder: Holder) -> None:
    with app.app_context():
        deployments.suspend(holder.id, "admin")


def lift(app: Flask, holder: Holder) -> None:
    with app.app_context():
        deployments.unsuspend(holder.id, "admin")


def is_up(broker: PairingBroker, holder: Holder) -> bool:
    state = broker.states([holder.id])[holder.id]
    return state.run.alive or state.pair.alive


def ask(holder: Holder, verb: str) -> tuple[int, str]:
    fields = {
        "deploy": {"botName": "x", "features": {}},
        "get-pairing-code": {"phoneNumber": "+15550001234"},
    }
    answer = holder.post(verb, **fields.get(verb, {}))
    return answer.status_code, answer.json.get("code", "")


def test_it_works(app: Flask, deployed: Holder, broker: PairingBroker, operator: Operator) -> None:
    suspend(app, deployed)
    operator.reconcile()
    assert not is_up(broker, deployed)
    assert deployed.state() == ("stopped", "suspended")
    assert deployed.session()["error"].startswith("An operator has suspended this bot.")
    lift(app, deployed)
    operator.reconcile()
    assert deployed.state() == ("stopped", "stopped")
    assert deployed.session()["error"] is None
    assert not is_up(broker, deployed), "its owner starts it"
    assert deployed.post("start").status_code == 200
    operator.reconcile()
    assert deployed.state() == ("deployed", "active")


@pytest.mark.parametrize(
    "verb",
    ["start", "stop", "restart", "retry", "deploy", "relink", "generate-qr", "get-pairing-code"],
)
def test_its_owner_can_do_nothing_about_it(app: Flask, deployed: Holder, verb: str) -> None:
    suspend(app, deployed)
    assert ask(deployed, verb) == (403, "suspended")
    assert deployed.state() == ("stopped", "suspended")


def test_its_owner_may_go(app: Flask, deployed: Holder) -> None:
    suspend(app, deployed)
    assert deployed.post("delete").status_code == 200


def test_a_deployment_under_way_ends(
    app: Flask, paired: Holder, broker: PairingBroker, operator: Operator
) -> None:
    paired.deploy()
    suspend(app, paired)
    operator.reconcile()
    assert not is_up(broker, paired)
    assert paired.state() == ("stopped", "suspended")
    assert paired.get("/deployment").json["deployment"]["status"] == "stopped"


def test_linking_under_way_ends_and_goes_on_later(
    app: Flask, alice: Holder, shows_codes: PairingBroker, operator: Operator
) -> None:
    alice.post("generate-qr")
    suspend(app, alice)
    operator.reconcile()
    assert not is_up(shows_codes, alice)
    lift(app, alice)
    assert alice.state() == ("pairing", "pending")
    assert alice.post("generate-qr").status_code == 200


@pytest.mark.parametrize("news", ["paired", "logged_out"])
def test_late_news_of_the_bot_does_not_lift_it(
    app: Flask, deployed: Holder, bot: Bot, operator: Operator, news: str
) -> None:
    if news == "paired":
        deployed.post("relink")
        deployed.post("generate-qr")
    suspend(app, deployed)
    bot.paired() if news == "paired" else bot.link(news)
    operator.reconcile()
    assert deployed.state()[1] == "suspended"
    assert deployed.session()["error"].startswith("An operator")
    assert ask(deployed, "deploy") == (403, "suspended")


def test_twice_is_once(app: Flask, deployed: Holder) -> None:
    lift(app, deployed)
    assert deployed.state() == ("deployed", "active")
    for _ in range(2):
        suspend(app, deployed)
    for _ in range(2):
        lift(app, deployed)
    assert deployed.state() == ("stopped", "stopped")
