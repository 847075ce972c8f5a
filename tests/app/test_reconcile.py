"""What is wished comes true, whatever happened meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from app.clock import now
from app.db import db, transaction
from app.models import DeploymentStep
from app.services import reconcile, steps
from botinstance.contract.exits import MEANING, Exit
from tests.app.people import Bot, Holder, Operator, PairingBroker
from units.protocol import BrokerError


def is_up(broker: PairingBroker, holder: Holder) -> bool:
    return broker.states([holder.id])[holder.id].run.alive


def test_a_round_with_nothing_to_do_does_nothing(
    deployed: Holder, broker: PairingBroker, operator: Operator
) -> None:
    broker.calls.clear()
    assert operator.reconcile() is False
    assert broker.calls == []


def test_a_bot_is_brought_back_after_a_reboot(
    deployed: Holder, broker: PairingBroker, operator: Operator
) -> None:
    broker.stop(deployed.id)
    operator.reconcile()
    assert is_up(broker, deployed)
    assert deployed.state() == ("deployed", "active")


def test_a_bot_whose_folder_is_gone_gets_it_again(
    deployed: Holder, broker: PairingBroker, operator: Operator
) -> None:
    broker.remove(deployed.id)
    operator.reconcile()
    assert is_up(broker, deployed)


def test_at_most_five_are_started_in_a_round(
    app: Flask, make_holder: Callable[[], Holder], broker: PairingBroker, operator: Operator
) -> None:
    holders = [make_holder() for _ in range(7)]
    for holder in holders:
        bot = Bot(app.test_client(), holder.id)
        bot.paired()
        holder.deploy()
    operator.reconcile()
    for holder in holders:
        broker.stop(holder.id)
    operator.reconcile()
    assert sum(is_up(broker, h) for h in holders) == 5
    operator.reconcile()
    assert all(is_up(broker, h) for h in holders)


@pytest.mark.parametrize("status", [Exit.REPLACED, Exit.BANNED, Exit.OUTDATED, Exit.REFUSED])
def test_a_permanent_exit_is_not_answered_with_a_start(
    deployed: Holder, broker: PairingBroker, operator: Operator, status: Exit
) -> None:
    broker.exit(deployed.id, status)
    broker.calls.clear()
    operator.reconcile()
    operator.reconcile()
    assert broker.calls == []
    assert deployed.state() == ("deployed", "failed")
    assert deployed.session()["error"] == MEANING[status]


def test_an_exit_by_logout_leads_back_to_linking(
    deployed: Holder, broker: PairingBroker, operator: Operator
) -> None:
    broker.exit(deployed.id, Exit.LOGGED_OUT)
    operator.reconcile()
    assert deployed.state() == ("pairing", "logged_out")


def test_a_bot_that_systemd_gave_up_has_failed_and_is_tried_again_later(
    deployed: Holder, broker: PairingBroker, operator: Operator
) -> None:
    broker.exit(deployed.id, Exit.FAILED)
    unit = broker.states([deployed.id])[deployed.id].run
    broker._set(deployed.id, run=replace(unit, since=time.time()))
    operator.reconcile()
    operator.reconcile()
    assert deployed.state() == ("deployed", "failed")
    broker._set(deployed.id, run=replace(unit, since=time.time() - reconcile.RETRY - 1))
    operator.reconcile()
    operator.reconcile()
    assert deployed.state() == ("deployed", "active")


def test_a_failed_bot_is_started_by_its_owner(
    deployed: Holder, broker: PairingBroker, operator: Operator
) -> None:
    broker.exit(deployed.id, Exit.REPLACED)
    operator.reconcile()
    assert deployed.post("start").status_code == 200
    operator.reconcile()
    assert deployed.state() == ("deployed", "active")


def test_one_bots_trouble_is_not_anothers(
    app: Flask, make_holder: Callable[[], Holder], broker: PairingBroker, operator: Operator
) -> None:
    holders = [make_holder(), make_holder()]
    for holder in holders:
        Bot(app.test_client(), holder.id).paired()
        holder.deploy()
    prepare, ill = broker.prepare, holders[0].id

    def refuse_one(config: object) -> None:
        if config.id == ill:  # type: ignore[attr-defined]
            raise BrokerError("failed", "The disk is full.")
        prepare(config)  # type: ignore[arg-type]

    broker.prepare = refuse_one  # type: ignore[assignment, method-assign]
    operator.reconcile()
    assert holders[0].state() == ("deploying", "in_progress")
    assert holders[1].state() == ("deployed", "active")


def test_two_workers_at_once_do_no_harm(
    paired: Holder, broker: PairingBroker, operator: Operator
) -> None:
    paired.deploy()
    start = broker.start
    depth = []

    def start_beside_another_worker(bot: str) -> None:
        depth.append(bot)
        if len(depth) == 1:
            operator.reconcile()
        start(bot)

    broker.start = start_beside_another_worker  # type: ignore[method-assign]
    operator.reconcile()
    assert paired.state() == ("deployed", "active")
    deployment = paired.get("/deployment").json["deployment"]
    assert {step["status"] for step in deployment["steps"]} == {"done"}


def test_a_wish_that_changes_while_a_step_runs_wins(
    paired: Holder, broker: PairingBroker, operator: Operator
) -> None:
    paired.deploy()
    start = broker.start
    broker.start = lambda bot: (paired.post("stop"), start(bot))  # type: ignore[method-assign]
    operator.reconcile()
    broker.start = start  # type: ignore[method-assign]
    operator.reconcile()
    assert paired.state() == ("stopped", "stopped")
    assert not is_up(broker, paired)


def test_a_step_that_a_crash_interrupted_is_taken_again(
    paired: Holder, broker: PairingBroker, operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(_: str) -> None:
        raise KeyboardInterrupt

    paired.deploy()
    with monkeypatch.context() as patch:
        patch.setattr(broker, "start", die)
        with pytest.raises(KeyboardInterrupt):
            operator.reconcile()
    assert paired.state() == ("deploying", "in_progress")
    operator.reconcile()
    assert paired.state() == ("deployed", "active")


def test_the_time_without_a_worker_does_not_count(
    app: Flask, paired: Holder, broker: PairingBroker, operator: Operator
) -> None:
    broker.fail["start"] = BrokerError("unreachable", "It does not answer.")
    paired.deploy()
    operator.reconcile()
    with app.app_context(), transaction():
        long_ago = now() - timedelta(hours=1)
        db.session.execute(update(DeploymentStep).values(deadline=long_ago))
    with app.app_context():
        steps.refresh_deadlines()
    operator.reconcile()
    assert paired.state() == ("deploying", "in_progress")
