"""The process as systemd starts it, where no network is needed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from botinstance.contract import event
from botinstance.contract.config import PairRequest
from botinstance.contract.exits import Exit
from botinstance.link.store import Store
from tests.botinstance.bots import ROOT, BotFolder, BotProcess, config
from tests.botinstance.platform import Platform
from tests.until import until

NOWHERE = {"HTTPS_PROXY": "http://127.0.0.1:9"}


@pytest.fixture
def folder(tmp_path: Path) -> BotFolder:
    return BotFolder(tmp_path / "bot", config())


@pytest.fixture
def home(platform: Platform) -> dict[str, str]:
    return {"UBOT_EVENTS": str(platform.path), **NOWHERE}


def test_a_bot_that_was_never_linked_says_so(
    folder: BotFolder, platform: Platform, home: dict[str, str]
) -> None:
    with BotProcess("run", folder, home) as bot:
        assert bot.ended() == Exit.LOGGED_OUT
    assert platform.named(event.CONFIG) == [{"version": 1}]
    assert platform.named(event.LINK)[0]["state"] == "logged_out"


@pytest.mark.parametrize("mode", ["run", "pair"])
def test_a_bad_config_ends_it_for_good(folder: BotFolder, mode: str) -> None:
    folder.ask(PairRequest("qr"))
    folder.replace("{}")
    with BotProcess(mode, folder, NOWHERE) as bot:
        assert bot.ended() == Exit.CONFIG
        assert bot.log.read_text() == "<3>botinstance: 'format' is missing\n"


def test_a_bad_pairing_request_ends_it_for_good(folder: BotFolder) -> None:
    (folder.root / "pair.json").write_text('{"method": "guess"}')
    with BotProcess("pair", folder, NOWHERE) as bot:
        assert bot.ended() == Exit.CONFIG


def test_a_store_in_use_is_left_alone(folder: BotFolder) -> None:
    with Store(folder.root / "store").owned(), BotProcess("run", folder, NOWHERE) as bot:
        assert bot.ended(30) == Exit.FAILED
        assert "another process holds" in bot.log.read_text()


def test_pairing_waits_for_whatsapp_and_can_be_killed(
    folder: BotFolder, home: dict[str, str]
) -> None:
    folder.ask(PairRequest("qr"))
    with BotProcess("pair", folder, home) as bot:
        until(
            lambda: "STATUS=WhatsApp cannot be reached, trying again" in bot.notified, "a status"
        )
        assert any(n.startswith("EXTEND_TIMEOUT_USEC=") for n in bot.notified)
        assert bot.stop() == -15


def test_wrong_arguments_get_a_usage_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "botinstance", "dance"], cwd=ROOT, env=os.environ,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 64
    assert done.stderr == "usage: python -m botinstance run|pair FOLDER\n"
