"""What a holder is told of a session."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from app.db import db
from tests.app.people import PHONE, Holder, PairingBroker
from units.protocol import BrokerError, LogLine


def test_it_works(deployed: Holder) -> None:
    session = deployed.session()
    assert session["id"] == deployed.id
    assert session["bot_name"] == "My Bot"
    assert (session["status"], session["deployment_status"]) == ("deployed", "active")
    assert session["server_path"] == f"/opt/bot-{deployed.id}"
    assert session["phone"] == PHONE
    assert session["unit"]["active"] == "active"
    assert session["connected"] is True
    assert session["error"] is None
    assert [s["name"] for s in session["deployment"]["steps"]] == ["prepare", "start", "ready"]
    for moment in ("created_at", "updated_at", "deployed_at"):
        assert session[moment].endswith("Z")


def test_connected_means_that_the_unit_and_the_link_are_up(
    deployed: Holder, broker: PairingBroker
) -> None:
    broker.stop(deployed.id)
    assert deployed.session()["connected"] is False


def test_a_bot_that_hangs_is_not_called_connected(deployed: Holder, broker: PairingBroker) -> None:
    broker.hang(deployed.id, seconds=6)
    assert deployed.session()["connected"] is True
    broker.hang(deployed.id, seconds=30)
    session = deployed.session()
    assert (session["unit"]["active"], session["connected"]) == ("active", False)


def test_without_the_broker_the_rest_is_told(deployed: Holder, broker: PairingBroker) -> None:
    broker.fail["states"] = BrokerError("unreachable", "It does not answer.")
    session = deployed.session()
    assert (session["unit"], session["unit_error"]) == (None, "It does not answer.")
    assert session["connected"] is False
    assert session["bot_name"] == "My Bot"


def test_the_log_is_told(deployed: Holder, broker: PairingBroker) -> None:
    asked = []

    def logs(bot: str, lines: int = 200, after: str | None = None) -> list[LogLine]:
        asked.append((bot, lines))
        return [LogLine("c1", 1_700_000_000.5, 6, "connected")]

    broker.logs = logs  # type: ignore[method-assign]
    answer = deployed.get("/logs?lines=10")
    assert asked == [(deployed.id, 10)]
    line = {"at": "2023-11-14T22:13:20.500Z", "priority": 6, "text": "connected", "cursor": "c1"}
    assert answer.json == {"success": True, "sessionId": deployed.id, "lines": [line]}


def test_a_log_that_cannot_be_had_is_a_clear_refusal(
    deployed: Holder, broker: PairingBroker
) -> None:
    broker.fail["logs"] = BrokerError("unreachable", "It does not answer.")
    assert deployed.get("/logs").status_code == 503


def test_a_session_that_was_never_deployed_has_no_deployment(alice: Holder) -> None:
    assert alice.get("/deployment").json["deployment"] is None
    assert alice.session()["deployment"] is None


def test_healthz(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"success": True, "database": "ok"}


def test_healthz_says_when_the_database_is_gone(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        path = db.engine.url.database
        db.engine.dispose()
    assert path is not None
    Path(path).unlink()
    Path(path).mkdir()
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json["code"]) == (503, "database_unavailable")
