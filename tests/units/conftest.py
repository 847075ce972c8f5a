"""A broker of the real systemd whose bots are stand-ins: the broker is what is tested here."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from botinstance.contract.config import BotConfig
from tests.until import until
from units.protocol import UnitState
from units.settings import Settings
from units.verbs import HostBroker

STANDIN = Path(__file__).parent / "standin"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    code = Path("/opt/ubot-standin")
    shutil.copytree(STANDIN, code, dirs_exist_ok=True)
    events = Path("/run/ubot-standin-events")
    events.mkdir(exist_ok=True)
    return Settings(
        code=str(code),
        python="/usr/bin/python3",
        events=str(events / "events.sock"),
        state=str(tmp_path / "state"),
    )


@pytest.fixture
def broker(settings: Settings) -> HostBroker:
    return HostBroker(settings)


@pytest.fixture
def config(broker: HostBroker) -> Iterator[BotConfig]:
    bot = str(uuid.uuid4())
    yield BotConfig(bot, 1, "Tess", {"tts": False}, "t" * 43)
    if os.path.isdir("/run/systemd/system"):  # noqa: PTH112
        broker.remove(bot)


@pytest.fixture
def run_state(broker: HostBroker, config: BotConfig) -> Callable[[], UnitState]:
    return lambda: broker.states([config.id])[config.id].run


@pytest.fixture
def exits(config: BotConfig, run_state: Callable[[], UnitState]) -> Callable[[int], None]:
    """Lets the running stand-in end with a status."""

    def end(status: int) -> None:
        until(lambda: run_state().active == "active", "the stand-in runs")
        Path(f"/opt/bot-{config.id}/data/exit").write_text(str(status))

    return end
