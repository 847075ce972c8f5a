"""A deployment that failed goes on where it failed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from app.clock import now
from app.db import db, transaction
from app.models import BotSession, Deployment, DeploymentStep
from botinstance.contract.exits import Exit
from tests.app.people import Bot, Holder, Operator, PairingBroker
from units.protocol import BrokerError, UnitState


def deployment(holder: Holder) -> dict[str, Any]:
    found: dict[str, Any] = holder.get("/deployment").json["deployment"]
    return found


def steps(holder: Holder) -> dict[str, str]:
    return {step["name"]: step["status"] for step in deployment(holder)["steps"]}


def revision(app: Flask, holder: Holder) -> int:
    with app.app_context():
        return db.session.get_one(BotSession, holder.id).revision


def give_up(app: Flask, operator: Operator) -> None:
    """The deadline of the step that runs passes."""
    operator.reconcile()
    with app.app_context(), transaction():
        running = update(DeploymentStep).where(DeploymentStep.status == "running")
        db.session.execute(running.values(deadline=now() - timedelta(seconds=1)))
    operator.reconcile()


@pytest.fixture
def failed(app: Flask, paired: Holder, broker: PairingBroker, operator: Operator) -> Holder:
    """Alice, whose bot's process could not be started; by now it could."""
    broker.fail["start"] = BrokerError("systemd", "systemd refused the unit.")
    paired.deploy()
    give_up(app, operator)
    del broker.fail["start"]
    broker.calls.clear()
    return paired


def test_it_works(failed: Holder, broker: PairingBroker, operator: Operator) -> None:
    before = deployment(failed)["id"]
    answer = failed.post("retry")
    assert (answer.status_code, answer.json["deploymentId"]) == (200, before)
    assert failed.state() == ("deploying", "in_progress")
    assert failed.session()["error"] is None
    assert steps(failed) == {"prepare": "done", "start": "pending", "ready": "pending"}
    operator.reconcile()
    assert failed.state() == ("deployed", "active")
    assert [verb for verb, _ in broker.calls] == ["start"], "what was done stays done"


def test_the_step_has_its_whole_time_again_and_no_message(failed: Holder) -> None:
    failed.post("retry")
    again = deployment(failed)["steps"][1]
    for field in ("started_at", "ended_at", "deadline", "message"):
        assert again[field] is None


def test_the_log_keeps_both_attempts(app: Flask, failed: Holder, operator: Operator) -> None:
    failed.post("retry")
    operator.reconcile()
    with app.app_context():
        log = db.session.get_one(Deployment, deployment(failed)["id"]).logs
    places = [log.index(line) for line in ("systemd refused", "Tried again", "The bot runs")]
    assert places == sorted(places)


def test_a_second_request_changes_nothing(app: Flask, failed: Holder) -> None:
    first = failed.post("retry").json["deploymentId"]
    assert failed.post("retry").json["deploymentId"] == first


def test_it_may_fail_again(
    app: Flask, failed: Holder, broker: PairingBroker, operator: Operator
) -> None:
    broker.fail["start"] = BrokerError("systemd", "Still not.")
    failed.post("retry")
    give_up(app, operator)
    assert failed.state() == ("deploying", "failed")
    assert failed.session()["error"] == "Still not."


class TestNotReady:
    """The process runs, and does not reach WhatsApp."""

    @pytest.fixture
    def broker(self) -> PairingBroker:
        class Starting(PairingBroker):
            def start(self, bot: str) -> None:
                super().start(bot)
                self._set(bot, run=UnitState(active="activating"))

        return Starting()

    @pytest.fixture
    def failed(self, app: Flask, paired: Holder, operator: Operator) -> Holder:
        paired.deploy()
        give_up(app, operator)
        return paired

    def test_one_that_runs_still_is_waited_for(self, failed: Holder) -> None:
        failed.post("retry")
        assert steps(failed) == {"prepare": "done", "start": "done", "ready": "pending"}

    def test_one_that_has_ended_is_started(self, failed: Holder, broker: PairingBroker) -> None:
        broker.exit(failed.id, Exit.BANNED)
        failed.post("retry")
        assert steps(failed) == {"prepare": "done", "start": "pending", "ready": "pending"}

    def test_without_an_answer_of_systemd_it_is_started(
        self, failed: Holder, broker: PairingBroker
    ) -> None:
        broker.fail["states"] = BrokerError("unreachable", "It does not answer.")
        assert failed.post("retry").status_code == 200
        assert steps(failed)["start"] == "pending"


def test_a_bot_that_failed_when_it_was_up_is_started(
    deployed: Holder, broker: PairingBroker, operator: Operator
) -> None:
    broker.exit(deployed.id, Exit.REPLACED)
    operator.reconcile()
    assert deployed.state() == ("deployed", "failed")
    assert deployed.post("retry").status_code == 200
    assert deployment(deployed)["type"] == "start"
    operator.reconcile()
    assert deployed.state() == ("deployed", "active")


def test_where_nothing_has_failed_there_is_nothing_to_try(deployed: Holder, bot: Bot) -> None:
    for _ in range(2):
        answer = deployed.post("retry")
        assert (answer.status_code, answer.json["code"]) == (409, "nothing_failed")
        deployed.post("stop")


def test_each_step_that_begins_is_news(
    app: Flask, paired: Holder, broker: PairingBroker, operator: Operator
) -> None:
    paired.deploy()
    seen: list[int] = []

    def look(verb: str) -> None:
        act = getattr(broker, verb)
        setattr(broker, verb, lambda *args: (seen.append(revision(app, paired)), act(*args)))

    before = revision(app, paired)
    look("prepare")
    look("start")
    operator.reconcile()
    assert before < seen[0] < seen[1] - 1, "its beginning, and the end of the one before"


def test_waiting_is_no_news(
    app: Flask, paired: Holder, broker: PairingBroker, operator: Operator
) -> None:
    broker.fail["start"] = BrokerError("unreachable", "It does not answer.")
    paired.deploy()
    operator.reconcile()
    before = revision(app, paired)
    operator.reconcile()
    assert revision(app, paired) == before
