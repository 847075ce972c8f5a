"""The real process with the real neonize, on a loopback WhatsApp."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from botinstance.contract import event
from botinstance.contract.config import PairRequest
from botinstance.contract.exits import Exit
from tests.botinstance.bots import BotFolder, BotProcess, config
from tests.botinstance.network import Network, Phone
from tests.botinstance.platform import Platform
from tests.botinstance.real.stage import Driven

_driven: list[Driven] = []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The table of test_every_command.py."""
    if _driven:
        terminalreporter.section("commands, from end to end")
        for line in sorted(_driven, key=lambda it: it.command):
            words = f"{line.command:<14} {line.seconds:6.2f} s  {line.answer}"
            terminalreporter.write_line(words)


@pytest.fixture(scope="session")
def driven_table() -> list[Driven]:
    return _driven


_numbers = itertools.count(15550100)


@pytest.fixture(scope="session")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    with Network(tmp_path_factory.mktemp("network")) as made:
        yield made


@pytest.fixture
def owner(network: Network) -> Phone:
    """The phone that the bot is linked to. Nobody has had its number before."""
    return network.phone(str(next(_numbers)))


@pytest.fixture
def friend(network: Network) -> Phone:
    return network.phone(str(next(_numbers)))


@pytest.fixture
def friends(network: Network) -> list[Phone]:
    return [network.phone(str(next(_numbers))) for _ in range(12)]


@pytest.fixture
def folder(tmp_path: Path) -> BotFolder:
    return BotFolder(tmp_path / "bot", config())


Start = Callable[[str], AbstractContextManager[BotProcess]]


@pytest.fixture
def start(network: Network, platform: Platform, folder: BotFolder) -> Start:
    """Starts `python -m botinstance MODE`."""
    environment = {**network.environment, "UBOT_EVENTS": str(platform.path)}
    return lambda mode: BotProcess(mode, folder, environment)


@pytest.fixture
def linked(start: Start, platform: Platform, folder: BotFolder, owner: Phone) -> BotFolder:
    """The folder of a bot that is linked to the owner's phone."""
    folder.ask(PairRequest("qr"))
    with start("pair") as pairing:
        owner.scan(platform.wait_for(event.PAIR_QR)["code"])
        assert pairing.ended() == Exit.OK
    return folder


@pytest.fixture
def bot(linked: BotFolder, start: Start) -> Iterator[BotProcess]:
    """A bot that is connected."""
    with start("run") as process:
        process.ready()
        yield process
