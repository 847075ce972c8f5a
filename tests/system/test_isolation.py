"""A bot's unit as systemd shows it, and what a process inside it can and cannot do."""

from __future__ import annotations

import json
import re
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from botinstance.contract.config import BotConfig
from tests.system.conftest import run
from tests.system.newcomer import Newcomer
from tests.until import until
from units.settings import Settings
from units.verbs import HostBroker

PROBE = Path(__file__).parent.parent / "units" / "probe"


def test_the_unit_is_real_and_has_a_user_of_its_own(deployed: Newcomer) -> None:
    unit = f"bot-{deployed.session}"
    status = run("systemctl", "status", "--no-pager", "--full", unit)
    assert "active (running)" in status
    assert "connected" in status, "its STATUS= is shown"
    uid = int(run("systemctl", "show", "--property=User", "--value", unit))
    assert uid >= 70000
    pid = run("systemctl", "show", "--property=MainPID", "--value", unit)
    assert run("stat", "--format=%u", f"/proc/{pid}") == str(uid)


def test_its_journal_can_be_read_and_holds_no_message(deployed: Newcomer) -> None:
    deployed.friend.ask(deployed.owner.number, ".calc 1234+1", "1235")
    log = run("journalctl", "--no-pager", "-u", f"bot-{deployed.session}")
    assert "connected" in log
    assert "1234" not in log, "what people write is theirs"


def test_its_exposure_is_low(deployed: Newcomer) -> None:
    said = run("systemd-analyze", "security", "--no-pager", f"bot-{deployed.session}")
    exposure = re.search(r"Overall exposure level for .*: ([0-9.]+)", said)
    assert exposure, said[-200:]
    assert float(exposure[1]) <= 2.0


@pytest.fixture
def found(deployed: Newcomer, dashboard_url: str, tmp_path: Path) -> Iterator[dict[str, Any]]:
    """What the probe finds: a process with a bot's properties beside a bot that really runs."""
    code = Path("/opt/ubot-probe")
    shutil.copytree(PROBE, code, dirs_exist_ok=True)
    settings = Settings(code=str(code), python="/usr/bin/python3", state=str(tmp_path / "state"))
    broker = HostBroker(settings)
    bot = str(uuid.uuid4())
    broker.prepare(BotConfig(bot, 1, "Probe", {}, "t" * 43))
    folder = Path(f"/opt/bot-{bot}")
    port = int(dashboard_url.rsplit(":", 1)[1])
    other = f"/opt/bot-{deployed.session}"
    asked = {
        "paths": [
            other,
            f"{other}/config.json",
            f"{other}/store/wa.db",
            "/var/lib/unfiltered-bytzz",
            "/var/lib/unfiltered-bytzz/bot_platform.db",
            "/var/lib/ubot-broker",
            "/root",
            "/root/.ssh",
            "/etc/shadow",
            "/etc/ubot/ubot.env",
            "/run/log/journal",
        ],
        "addresses": [["127.0.0.1", port], ["10.0.0.1", 80], ["169.254.169.254", 80]],
        "sockets": ["/run/ubot/broker.sock", "/run/dbus/system_bus_socket",
                    "/run/systemd/private", "/run/ubot-events/events.sock"],
    }  # fmt: skip
    (folder / "data/try.json").write_text(json.dumps(asked))
    (folder / "data/try.json").chmod(0o644)
    broker.start(bot)
    report = folder / "data/found.json"
    until(report.exists, "the probe has tried everything")
    yield json.loads(report.read_text())
    broker.remove(bot)
    shutil.rmtree(code)


def test_the_host_cannot_be_seen_from_inside(found: dict[str, Any]) -> None:
    assert found["uid"] >= 70000
    assert [name for name in found["opt"] if name.startswith("bot-")] == found["opt"][:1]
    assert found["opt"][1:] == ["ubot-probe"]
    assert (found["home"], found["tmp"], found["processes"]) == ([], [], 1)
    refused = {path for path, outcome in found["read"].items() if outcome != "done"}
    # /root is an empty folder in there: it may be looked at, and holds nothing.
    assert refused | {"/root"} == set(found["read"])


def test_the_platform_and_the_hosts_network_cannot_be_reached_from_inside(
    found: dict[str, Any],
) -> None:
    assert "done" not in found["connect"].values()
    reached = {path for path, outcome in found["unix"].items() if outcome == "done"}
    assert reached == {"/run/ubot-events/events.sock"}


def test_only_store_and_data_can_be_written_from_inside(found: dict[str, Any]) -> None:
    written = {Path(path).parent.name for path, done in found["write"].items() if done == "done"}
    assert written == {"store", "data"}


def test_no_power_can_be_gained_inside(found: dict[str, Any]) -> None:
    can = {what for what, outcome in found["do"].items() if outcome == "done"}
    assert can == {"own config", "ffmpeg"}
