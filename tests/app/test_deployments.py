"""From a linked phone to a running bot, step by step."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from app.clock import now
from app.db import db, transaction
from app.models import DeploymentStep
from botinstance.contract import feature
from botinstance.contract.exits import MEANING, Exit
from tests.app.people import Bot, Holder, Operator, PairingBroker
from units.protocol import BrokerError, UnitState


def steps(holder: Holder) -> dict[str, str]:
    deployment = holder.get("/deployment").json["deployment"]
    return {step["name"]: step["status"] for step in deployment["steps"]}


def deadline_over(app: Flask) -> None:
    with app.app_context(), transaction():
        running = update(DeploymentStep).where(DeploymentStep.status == "running")
        db.session.execute(running.values(deadline=now() - timedelta(seconds=1)))


class Starting(PairingBroker):
    """Its bots never become ready."""

    def start(self, bot: str) -> None:
        super().start(bot)
        self._set(bot, run=UnitState(active="activating", sub="start", text="connecting"))


def test_it_works(paired: Holder, broker: PairingBroker, operator: Operator) -> None:
    answer = paired.deploy("My Bot", ai=True, tts=False)
    assert answer.status_code == 200
    assert answer.json["status"] == "in_progress"
    assert answer.json["message"] == "Deployment started successfully"
    assert paired.state() == ("deploying", "in_progress")
    operator.reconcile()
    assert paired.state() == ("deployed", "active")
    assert steps(paired) == {"prepare": "done", "start": "done", "ready": "done"}
    config = broker.configs[paired.id]
    assert config.name == "My Bot"
    assert config.features == {**feature.defaults(), "ai": True, "tts": False}


def test_a_second_request_gets_the_same_deployment(paired: Holder) -> None:
    first, second = paired.deploy(), paired.deploy()
    assert first.json["deploymentId"] == second.json["deploymentId"]


def test_a_bot_without_a_phone_is_not_deployed(alice: Holder) -> None:
    answer = alice.deploy()
    assert (answer.status_code, answer.json["code"]) == (409, "not_paired")
    assert alice.session()["bot_name"] is None


def test_a_running_bot_is_not_deployed_again(deployed: Holder) -> None:
    answer = deployed.deploy()
    assert (answer.status_code, answer.json["code"]) == (409, "already_deployed")


@pytest.mark.parametrize("name", ["", "   ", "x" * 65, "a\nb", "\ud800", 7, None])
def test_a_name_must_be_a_name(paired: Holder, name: object) -> None:
    answer = paired.post("deploy", botName=name, features={})
    assert answer.status_code == 422
    assert paired.state() == ("paired", "pending")


@pytest.mark.parametrize("features", [{"fly": True}, {"ai": "yes"}, [], "ai", {"ai": None}])
def test_unknown_features_and_values_are_refused(paired: Holder, features: object) -> None:
    answer = paired.post("deploy", botName="x", features=features)
    assert answer.status_code == 422
    assert paired.state() == ("paired", "pending")


def test_a_name_of_any_script_is_kept(paired: Holder, broker: PairingBroker) -> None:
    paired.deploy("Бот ボット 🤖")
    assert paired.session()["bot_name"] == "Бот ボット 🤖"


@pytest.mark.parametrize("verb", ["prepare", "start"])
def test_a_step_that_fails_is_tried_again_until_its_deadline(
    app: Flask, paired: Holder, broker: PairingBroker, operator: Operator, verb: str
) -> None:
    broker.fail[verb] = BrokerError("unreachable", "It does not answer.")
    paired.deploy()
    operator.reconcile()
    assert paired.state() == ("deploying", "in_progress")
    del broker.fail[verb]
    operator.reconcile()
    assert paired.state() == ("deployed", "active")


def test_a_step_beyond_its_deadline_has_failed_with_its_reason(
    app: Flask, paired: Holder, broker: PairingBroker, operator: Operator
) -> None:
    broker.fail["start"] = BrokerError("systemd", "systemd refused the unit.")
    paired.deploy()
    operator.reconcile()
    deadline_over(app)
    operator.reconcile()
    assert paired.state() == ("deploying", "failed")
    assert paired.session()["error"] == "systemd refused the unit."
    assert steps(paired) == {"prepare": "done", "start": "failed", "ready": "pending"}


def test_a_failed_deployment_can_be_tried_again(
    app: Flask, paired: Holder, broker: PairingBroker, operator: Operator
) -> None:
    broker.fail["start"] = BrokerError("systemd", "systemd refused the unit.")
    first = paired.deploy()
    operator.reconcile()
    deadline_over(app)
    operator.reconcile()
    del broker.fail["start"]
    again = paired.deploy("Other name")
    assert again.json["deploymentId"] != first.json["deploymentId"]
    operator.reconcile()
    assert paired.state() == ("deployed", "active")
    assert paired.session()["error"] is None


@pytest.mark.parametrize("status", [Exit.BANNED, Exit.OUTDATED, Exit.REFUSED, Exit.CONFIG])
def test_a_bot_that_ends_while_starting_says_why(
    paired: Holder, broker: PairingBroker, operator: Operator, status: Exit
) -> None:
    start = broker.start
    broker.start = lambda bot: (start(bot), broker.exit(bot, status))  # type: ignore[method-assign]
    paired.deploy()
    operator.reconcile()
    assert paired.state() == ("deploying", "failed")
    assert paired.session()["error"] == MEANING[status]
    assert steps(paired)["ready"] == "failed"


class TestSlowly:
    @pytest.fixture
    def broker(self) -> PairingBroker:
        return Starting()

    def test_a_bot_that_is_not_ready_in_time_has_failed(
        self, app: Flask, paired: Holder, operator: Operator
    ) -> None:
        paired.deploy()
        assert operator.reconcile() is True
        assert steps(paired) == {"prepare": "done", "start": "done", "ready": "running"}
        deadline_over(app)
        operator.reconcile()
        assert paired.state() == ("deploying", "failed")

    def test_one_that_comes_late_is_welcome(
        self, app: Flask, paired: Holder, broker: PairingBroker, operator: Operator
    ) -> None:
        paired.deploy()
        operator.reconcile()
        deadline_over(app)
        operator.reconcile()
        PairingBroker.start(broker, paired.id)
        operator.reconcile()
        assert paired.state() == ("deployed", "active")
        assert paired.session()["error"] is None

    def test_a_reboot_while_it_starts_is_survived(
        self, app: Flask, paired: Holder, broker: PairingBroker, operator: Operator
    ) -> None:
        paired.deploy()
        operator.reconcile()
        broker.stop(paired.id)
        operator.reconcile()
        assert broker.states([paired.id])[paired.id].run.active == "activating"


def test_stop_and_start(deployed: Holder, broker: PairingBroker, operator: Operator) -> None:
    assert deployed.post("stop").json["status"] == "stopped"
    operator.reconcile()
    assert deployed.state() == ("stopped", "stopped")
    assert not broker.states([deployed.id])[deployed.id].run.alive
    assert deployed.post("start").status_code == 200
    operator.reconcile()
    assert deployed.state() == ("deployed", "active")


def test_a_stopped_bot_stays_stopped(
    deployed: Holder, broker: PairingBroker, operator: Operator
) -> None:
    deployed.post("stop")
    for _ in range(3):
        operator.reconcile()
    assert not broker.states([deployed.id])[deployed.id].run.alive


def test_stopping_ends_a_deployment(
    paired: Holder, broker: PairingBroker, operator: Operator
) -> None:
    paired.deploy()
    paired.post("stop")
    operator.reconcile()
    assert paired.state() == ("stopped", "stopped")
    assert ("start", paired.id) not in broker.calls


def test_restart_stops_first(deployed: Holder, broker: PairingBroker, operator: Operator) -> None:
    broker.calls.clear()
    assert deployed.post("restart").status_code == 200
    operator.reconcile()
    assert [verb for verb, _ in broker.calls] == ["prepare", "stop", "start"]
    assert deployed.state() == ("deployed", "active")


@pytest.mark.parametrize("verb", ["stop", "start", "restart"])
def test_what_was_never_deployed_is_not_steered(
    alice: Holder, bot: Bot, shows_codes: PairingBroker, verb: str
) -> None:
    assert alice.post(verb).json["code"] == "not_paired"
    alice.post("generate-qr")
    bot.paired()
    assert alice.post(verb).json["code"] == "not_deployed"


@pytest.mark.parametrize("verb", ["stop", "start"])
def test_asking_twice_is_fine(deployed: Holder, verb: str) -> None:
    assert [deployed.post(verb).status_code for _ in range(2)] == [200, 200]


def test_delete_leaves_nothing(
    app: Flask, deployed: Holder, broker: PairingBroker, operator: Operator
) -> None:
    assert deployed.post("delete").status_code == 200
    assert deployed.get().status_code == 404
    with app.app_context(), transaction():
        db.session.execute(db.text("UPDATE sessions SET pair_started_at = NULL"))
    operator.reconcile()
    assert ("remove", deployed.id) in broker.calls
    assert broker.configs == {}
    with app.app_context():
        for table in ("sessions", "features", "deployments", "deployment_steps", "events"):
            found = db.session.scalar(db.text(f"SELECT count(*) FROM {table}"))
            assert (table, found) == (table, 0)


def test_what_was_just_being_linked_is_removed_until_nothing_can_be_under_way(
    app: Flask, paired: Holder, broker: PairingBroker, operator: Operator
) -> None:
    paired.post("delete")
    operator.reconcile()
    operator.reconcile()
    assert broker.calls.count(("remove", paired.id)) == 2
