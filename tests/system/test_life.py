"""A bot's life after its deployment: paused, lost, unlinked, deleted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.system.conftest import run, unit_is
from tests.system.newcomer import Newcomer, wait
from tests.until import until


def test_a_paused_bot_stays_paused_and_comes_back_with_what_was_sent(deployed: Newcomer) -> None:
    path = "/api/deployment/stop"
    deployed.dashboard.post(path, sessionId=deployed.session)
    unit_is(f"bot-{deployed.session}.service", "inactive")
    assert deployed.status() == ("stopped", "stopped")
    deployed.friend.send(deployed.owner.number, ".calc 20+3")
    deployed.dashboard.post("/api/deployment/start", sessionId=deployed.session)
    deployed.active()
    deployed.friend.expect(lambda m: "23" in (m["text"] or ""), "the answer to what waited")


def test_a_bot_whose_unit_is_gone_is_brought_back(deployed: Newcomer) -> None:
    """As after a reboot, which takes all transient units along."""
    unit = f"bot-{deployed.session}.service"
    run("systemctl", "stop", unit)
    unit_is(unit, "active")
    wait(lambda: deployed.dashboard.session(deployed.session)["connected"], "it is connected")
    deployed.chat()


def test_a_bot_that_the_phone_unlinked_is_linked_again_with_its_settings(
    deployed: Newcomer,
) -> None:
    deployed.toggle("tts", True)
    deployed.owner.post("unlink", device=1)
    wait(lambda: deployed.status() == ("pairing", "logged_out"), "it says so")
    session = deployed.dashboard.session(deployed.session)
    assert session["connected"] is False
    assert "unlinked" in session["error"]
    deployed.scan()
    deployed.active()  # it is deployed again by itself: no voucher, no form
    deployed.chat()
    deployed.voice()


def test_a_bot_is_linked_anew_with_its_settings(deployed: Newcomer) -> None:
    deployed.toggle("tts", True)
    deployed.dashboard.post("/api/deployment/relink", sessionId=deployed.session)
    assert deployed.status() == ("pairing", "logged_out")
    deployed.scan()
    deployed.active()  # it ran before
    assert [it["device"] for it in deployed.owner.devices()] == [2], "the old device is gone"
    deployed.chat()
    deployed.voice()


def test_a_bot_that_hangs_is_not_called_connected_and_comes_back(deployed: Newcomer) -> None:
    """A process that is stopped is alive for systemd until its watchdog bites."""
    unit = f"bot-{deployed.session}.service"
    restarts = run("systemctl", "show", "--property=NRestarts", "--value", unit)
    run("systemctl", "kill", "--signal=STOP", unit)
    wait(lambda: not deployed.dashboard.session(deployed.session)["connected"], "it says so")
    assert run("systemctl", "is-active", unit) == "active", "systemd does not know yet"
    until(
        lambda: run("systemctl", "show", "--property=NRestarts", "--value", unit) != restarts,
        "the watchdog has it restarted",
        seconds=120,
    )
    wait(lambda: deployed.dashboard.session(deployed.session)["connected"], "it is connected")
    deployed.chat()


def test_a_deleted_bot_leaves_nothing(deployed: Newcomer) -> None:
    folder = Path(f"/opt/bot-{deployed.session}")
    uid = (folder / "store").stat().st_uid
    deployed.dashboard.post("/api/deployment/delete", sessionId=deployed.session)
    until(lambda: not folder.exists(), "its folder is gone")
    until(lambda: not Path(f"/etc/userdb/{uid}.user").is_symlink(), "its user is gone")
    unit_is(f"bot-{deployed.session}.service", "inactive")
    deployed.session = ""


def test_the_operator_is_told_that_all_is_well() -> None:
    assert "ok" in run("ubot", "doctor")


def test_the_broker_listens_to_root_and_the_platform_only(deployed: Newcomer) -> None:
    user = Path(f"/opt/bot-{deployed.session}/store").stat().st_uid
    code = "import socket; socket.socket(socket.AF_UNIX).connect('/run/ubot/broker.sock')"
    with pytest.raises(AssertionError, match="PermissionError"):
        run("setpriv", f"--reuid={user}", "--clear-groups", "/usr/bin/python3", "-c", code)
