"""Every command, from end to end: a phone says it, WhatsApp carries it, the bot answers.

The run prints a table of what was asked, what came back and how long it took.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from botinstance.contract import event
from botinstance.contract.commands import COMMANDS
from botinstance.contract.config import PairRequest
from botinstance.contract.exits import Exit
from tests.botinstance.bots import BotFolder, BotProcess, config
from tests.botinstance.network import Network
from tests.botinstance.platform import Platform
from tests.botinstance.real.drives import all_drives, serve
from tests.botinstance.real.services import Services
from tests.botinstance.real.stage import Driven, Stage, Unit, driven, furnish

pytestmark = pytest.mark.neonize

_numbers = itertools.count(15551000)
DRIVES = all_drives()


@pytest.fixture(scope="module")
def stage(network: Network, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    root = tmp_path_factory.mktemp("stage")
    phones = [network.phone(str(next(_numbers))) for _ in range(4)]
    with Services() as services, Platform(root / "events.sock", "t" * 43) as platform:
        serve(services)
        folder = BotFolder(root / "bot", config(services=services.config))
        environment = {
            **network.environment,
            "UBOT_EVENTS": str(platform.path),
            "UBOT_WEB_ALLOW": services.config["download_hosts"],
        }
        folder.ask(PairRequest("qr"))
        with BotProcess("pair", folder, environment) as pairing:
            phones[0].scan(platform.wait_for(event.PAIR_QR)["code"])
            assert pairing.ended() == Exit.OK
        with Unit(lambda: BotProcess("run", folder, environment)) as unit:
            yield furnish(network, folder, phones, unit)


@pytest.mark.parametrize("command", [c.name for c in COMMANDS])
def test_it_is_answered(stage: Stage, command: str, driven_table: list[Driven]) -> None:
    assert command in DRIVES, f"{command} has no drive in tests/botinstance/real/drives/"
    driven_table.append(driven(command, DRIVES[command], stage))


def test_no_drive_is_for_a_command_that_is_gone() -> None:
    assert set(DRIVES) <= {c.name for c in COMMANDS}
