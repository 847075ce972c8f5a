"""`ubot`, as an operator types it."""

from __future__ import annotations

import json
import os
import re
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.testing import FlaskClient

from app.cli import main
from app.services import accounts
from app.settings import Settings
from botinstance.contract.exits import Exit
from tests.app.people import SECRET, Holder, Operator, PairingBroker
from tests.app.test_vouchers import redeem
from units.protocol import BrokerError, LogLine

CODE = re.compile(r"UBOT(-[A-Z0-9]{4}){3}")
Ubot = Callable[..., Result]
SERVICES = {"ai_url": "https://ai.example/v1", "ai_key": "sk-secret"}


@pytest.fixture
def ubot(app: Flask) -> Ubot:
    def run(*words: str, **options: str) -> Result:
        return CliRunner().invoke(main, list(words), obj=app, **options)  # type: ignore[arg-type]

    return run


def test_voucher_admin_1_prints_one_code(ubot: Ubot, client: FlaskClient) -> None:
    result = ubot("voucher", "admin", "1")
    assert result.exit_code == 0
    assert CODE.fullmatch(result.stdout.strip())
    assert redeem(client, result.stdout.strip()).status_code == 200


def test_one_is_the_default_and_many_stand_one_a_line(ubot: Ubot) -> None:
    assert len(ubot("voucher", "admin").stdout.splitlines()) == 1
    lines = ubot("voucher", "admin", "12").stdout.splitlines()
    assert len(set(lines)) == 12
    assert all(CODE.fullmatch(line) for line in lines)


def test_days_and_json(ubot: Ubot) -> None:
    (made,) = json.loads(ubot("voucher", "admin", "1", "--days", "7", "--json").stdout)
    assert made["state"] == "valid"
    assert made["owner"] == "admin"
    assert made["createdAt"][:10] < made["expiresAt"][:10]


@pytest.mark.parametrize(
    "words", [("admin", "0"), ("admin", "1001"), ("admin", "1", "--days", "0")]
)
def test_impossible_numbers_are_refused_with_a_sentence(
    ubot: Ubot, words: tuple[str, ...]
) -> None:
    result = ubot("voucher", *words)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: the number of ")
    assert result.stdout == ""


def test_an_unknown_owner_is_told_how_to_become_one(ubot: Ubot) -> None:
    result = ubot("voucher", "bob", "1")
    assert result.exit_code == 1
    assert "ubot user add bob" in result.stderr
    assert ubot("user", "add", "bob", "--email", "bob@example.org").exit_code == 0
    assert CODE.fullmatch(ubot("voucher", "bob", "1").stdout.strip())


@pytest.mark.parametrize("words", [("voucher", "admin", "many"), ("nonsense",), ("bot", "show")])
def test_wrong_usage_ends_with_2(ubot: Ubot, words: tuple[str, ...]) -> None:
    assert ubot(*words).exit_code == 2


def test_a_voucher_is_listed_shown_revoked(ubot: Ubot) -> None:
    code = ubot("voucher", "admin").stdout.strip()
    assert "valid" in ubot("voucher", "list").stdout
    assert json.loads(ubot("voucher", "list", "--json").stdout)[0]["code"] == code
    assert ubot("voucher", "revoke", code.lower()).stdout == f"{code} is revoked.\n"
    assert "state: revoked" in ubot("voucher", "show", code).stdout


def test_a_voucher_is_released(ubot: Ubot, client: FlaskClient, alice: Holder) -> None:
    code = alice.session()["voucher_code"]
    assert f"bots: {alice.id[:8]}…" in ubot("voucher", "show", code).stdout
    assert ubot("voucher", "release", code).exit_code == 0
    assert redeem(client, code).status_code == 200
    assert ubot("voucher", "release", "UBOT-AAAA-AAAA-AAAA").exit_code == 1


def test_users_are_listed_and_unique(ubot: Ubot) -> None:
    assert ubot("user", "add", "bob", "--phone", "+49 170 0001").exit_code == 0
    assert "491700001" in ubot("user", "list").stdout
    for words in (("bob",), ("eve", "--phone", "491700001")):
        result = ubot("user", "add", *words)
        assert result.exit_code == 1
        assert "already" in result.stderr
    assert ubot("user", "add", "Bad Name").exit_code == 1


def test_a_user_is_listed_with_role_and_bots(ubot: Ubot) -> None:
    assert ubot("user", "add", "jane", "--operator").exit_code == 0
    assert ubot("user", "add", "bob").exit_code == 0
    lines = [line.split()[:3] for line in ubot("user", "list").stdout.splitlines()]
    assert lines == [["name", "role", "bots"], ["bob", "person", "0"], ["jane", "operator", "0"]]


def sign_in(client: FlaskClient, link: str) -> int:
    """What the page that the link leads to says, for whoever follows it."""
    path = urlsplit(link).path
    hidden = re.search(r'csrf_token" value="([^"]+)"', client.get(path).text)
    assert hidden
    return client.post(path, data={"csrf_token": hidden[1]}).status_code


def test_the_first_operator_comes_by_a_link(ubot: Ubot, app: Flask, client: FlaskClient) -> None:
    result = ubot("user", "create-admin", "--link", "--url", "http://127.0.0.1:3001/")
    assert re.fullmatch(r"http://127\.0\.0\.1:3001/sign-in/[\w-]{43}\n", result.stdout)
    assert sign_in(client, result.stdout.strip()) == 303
    assert client.get("/operator/").status_code == 200
    assert ubot("user", "list").stdout.splitlines()[1].split()[:2] == ["admin", "operator"]


def test_an_operator_is_made_with_a_password(ubot: Ubot, app: Flask) -> None:
    made = ubot("user", "create-admin", "jane", "--password-stdin", input="a good password\n")
    assert (made.exit_code, made.stdout) == (
        0,
        "jane is an operator, and signs in with this password.\n",
    )
    with app.app_context():
        assert accounts.authenticate("jane", "a good password", None).role == "operator"


def test_a_terminal_is_asked_twice(ubot: Ubot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.cli.user._is_terminal", lambda: True)
    unlike = ubot("user", "create-admin", input="a good password\nanother one\n")
    assert unlike.exit_code == 1
    same = ubot("user", "create-admin", input="a good password\n" * 2)
    assert same.exit_code == 0
    assert "a good password" not in same.output


def test_without_a_terminal_nobody_is_asked(ubot: Ubot) -> None:
    result = ubot("user", "create-admin", input="a good password\n")
    assert result.exit_code == 1
    assert "--password-stdin" in result.stderr
    assert ubot("user", "list").stdout.count("\n") == 1


def test_a_weak_password_makes_nobody_an_operator(ubot: Ubot) -> None:
    result = ubot("user", "create-admin", "--password-stdin", input="admin\n")
    assert (result.exit_code, "10 to 200 characters" in result.stderr) == (1, True)
    assert ubot("user", "list").stdout.count("\n") == 1


def test_a_link_needs_to_know_where_the_dashboard_is(
    ubot: Ubot, make_app: Callable[[Settings], Flask], settings: Settings
) -> None:
    ubot("user", "add", "jane")
    for words in (("create-admin", "--link"), ("link", "jane")):
        result = ubot("user", *words)
        assert (result.exit_code, "--url" in result.stderr) == (1, True)
    public = make_app(replace(settings, public_url="https://bots.example.org"))
    told = CliRunner().invoke(main, ["user", "link", "jane"], obj=public)
    assert told.stdout.startswith("https://bots.example.org/sign-in/")
    assert ubot("user", "link", "nobody", "--url", "http://x").exit_code == 1


def test_a_password_is_set_for_somebody(ubot: Ubot, app: Flask) -> None:
    ubot("user", "add", "jane")
    said = ubot("user", "password", "jane", "--password-stdin", input="a good password\n")
    assert said.stdout == "jane signs in with this password now.\n"
    with app.app_context():
        assert accounts.authenticate("jane", "a good password", None).role == "person"


def test_bots_are_listed_by_short_ids(ubot: Ubot, deployed: Holder) -> None:
    text = ubot("bot", "list").stdout
    assert deployed.id[:8] in text
    assert deployed.id not in text
    assert "My Bot" in text
    assert "connected" in text


def test_bots_are_listed_without_the_broker_too(
    ubot: Ubot, deployed: Holder, broker: PairingBroker
) -> None:
    broker.fail["states"] = BrokerError("unreachable", "It does not answer.")
    result = ubot("bot", "list")
    assert result.exit_code == 0
    assert "My Bot" in result.stdout
    assert "It does not answer." in result.stderr


def test_a_bot_is_steered_by_the_beginning_of_its_id(ubot: Ubot, deployed: Holder) -> None:
    short = deployed.id[:8]
    assert json.loads(ubot("bot", "show", short).stdout)["id"] == deployed.id
    assert ubot("bot", "stop", short).exit_code == 0
    assert deployed.state() == ("stopped", "stopped")
    assert ubot("bot", "start", short).exit_code == 0
    assert deployed.state() == ("deploying", "in_progress")
    assert ubot("bot", "remove", short, input="n\n").exit_code == 1
    assert deployed.get().status_code == 200
    assert ubot("bot", "remove", short, "--yes").exit_code == 0
    assert deployed.get().status_code == 404


def test_a_bot_is_suspended_and_its_owner_is_told(ubot: Ubot, deployed: Holder) -> None:
    short = deployed.id[:8]
    assert ubot("bot", "suspend", short).stdout == f"{short}… is suspended.\n"
    assert deployed.state() == ("stopped", "suspended")
    refused = ubot("bot", "start", short)
    assert (refused.exit_code, "suspended" in refused.output) == (1, True)
    ubot("bot", "unsuspend", short)
    assert deployed.state() == ("stopped", "stopped")


def test_a_bot_is_restarted_and_tried_again(
    ubot: Ubot, deployed: Holder, broker: PairingBroker, operator: Operator
) -> None:
    short = deployed.id[:8]
    assert "nothing" in ubot("bot", "retry", short).output.lower()
    ubot("bot", "restart", short)
    assert deployed.state() == ("deploying", "in_progress")
    operator.reconcile()
    broker.exit(deployed.id, Exit.REPLACED)
    operator.reconcile()
    ubot("bot", "retry", short)
    assert deployed.state() == ("deploying", "in_progress")


@pytest.mark.parametrize(("id", "says"), [("abc", "8 characters"), ("00000000", "no such")])
def test_an_id_must_be_one(ubot: Ubot, id: str, says: str) -> None:
    result = ubot("bot", "show", id)
    assert result.exit_code == 1
    assert says in result.stderr


def test_the_logs_of_a_bot(ubot: Ubot, deployed: Holder, broker: PairingBroker) -> None:
    broker.logs = lambda *_: [LogLine("c", 1_700_000_000, 6, "hello")]  # type: ignore[method-assign]
    result = ubot("bot", "logs", deployed.id[:8])
    assert result.stdout == "2023-11-14T22:13:20.000Z hello\n"


def test_a_broker_that_is_away_is_one_sentence(
    ubot: Ubot, deployed: Holder, broker: PairingBroker
) -> None:
    broker.fail["logs"] = BrokerError("unreachable", "It does not answer.")
    result = ubot("bot", "logs", deployed.id[:8])
    assert (result.exit_code, result.stderr) == (1, "Error: It does not answer.\n")


def test_reconcile_is_one_round(ubot: Ubot, paired: Holder) -> None:
    paired.deploy()
    assert ubot("reconcile").exit_code == 0
    assert paired.state() == ("deployed", "active")


def test_doctor_tells_what_is_ill(ubot: Ubot, settings: Settings) -> None:
    result = ubot("doctor")
    assert result.exit_code == 1
    lines = dict(line.split(maxsplit=1) for line in result.stdout.splitlines())
    assert [lines[k] for k in ("secret", "database", "migration", "broker")] == ["ok"] * 4
    assert "ubot-worker" in lines["worker"]
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as worker:
        worker.bind(settings.wake_socket)
        assert ubot("doctor").exit_code == 0


def test_doctor_knows_an_old_database(
    make_app: Callable[[Settings], Flask], settings: Settings
) -> None:
    app = make_app(Settings(secret_key=SECRET, database_url="sqlite://"))
    result = CliRunner().invoke(main, ["doctor"], obj=app)
    assert result.exit_code == 1
    assert "run `ubot db upgrade`" in result.stdout


def run(env: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app.cli", *words],
        env={**env, "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )


def test_init_makes_what_is_missing_and_keeps_what_is_there(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    env = {
        "UBOT_SECRET_KEY_FILE": str(secret),
        "UBOT_DATABASE_URL": f"sqlite:///{tmp_path / 'bot_platform.db'}",
    }
    first = run(env, "init")
    assert first.returncode == 0, first.stderr
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    made = secret.read_text()
    assert run(env, "init").returncode == 0
    assert secret.read_text() == made
    assert CODE.fullmatch(run(env, "voucher", "admin", "1").stdout.strip())


def test_without_a_secret_there_is_one_sentence() -> None:
    for words in (("voucher", "admin"), ("init",)):
        result = run({}, *words)
        assert result.returncode == 1
        assert "UBOT_SECRET_KEY_FILE" in result.stderr
        assert "Traceback" not in result.stderr
    assert run({}, "doctor").returncode == 1


def test_without_a_database_there_is_one_sentence(tmp_path: Path) -> None:
    env = {"UBOT_SECRET_KEY": SECRET, "UBOT_DATABASE_URL": f"sqlite:///{tmp_path}/no/such.db"}
    result = run(env, "voucher", "list")
    assert result.returncode == 1
    assert result.stderr.startswith("Error: The database cannot be used: unable to open")
    assert "Traceback" not in run(env, "db", "upgrade").stderr


def test_bot_renew_hands_changed_services_on(
    make_app: Callable[[Settings], Flask],
    settings: Settings,
    ubot: Ubot,
    deployed: Holder,
    broker: PairingBroker,
) -> None:
    assert broker.configs[deployed.id].services == {}
    changed = make_app(replace(settings, bot_services=SERVICES))  # what a restart reads
    Operator(changed).reconcile()
    assert broker.configs[deployed.id].services == {}
    assert ubot("bot", "renew").stdout == "Bots with a new configuration: 1\n"
    Operator(changed).reconcile()
    assert broker.configs[deployed.id].services == SERVICES
