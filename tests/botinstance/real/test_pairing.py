"""A bot is linked to a phone."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from botinstance.contract import event
from botinstance.contract.config import PairRequest
from botinstance.contract.exits import Exit
from botinstance.link.store import Store
from tests.botinstance.bots import BotFolder, BotProcess
from tests.botinstance.network import Network, Phone
from tests.botinstance.platform import Platform
from tests.botinstance.real.conftest import Start
from tests.until import until

pytestmark = pytest.mark.neonize


def test_by_qr(start: Start, platform: Platform, folder: BotFolder, owner: Phone) -> None:
    folder.ask(PairRequest("qr"))
    with start("pair") as pairing:
        pairing.ready()
        shown = platform.wait_for(event.PAIR_QR)
        assert 50 < shown["expires_at"] - time.time() < 61
        owner.scan(shown["code"])
        paired = platform.wait_for(event.PAIRED)
        assert pairing.ended() == Exit.OK
    assert paired["phone"] == owner.number
    assert paired["lid"].endswith("@lid")
    assert len(owner.devices()) == 1


def test_by_code(start: Start, platform: Platform, folder: BotFolder, owner: Phone) -> None:
    folder.ask(PairRequest("code", owner.number))
    with start("pair") as pairing:
        owner.enter_code(platform.wait_for(event.PAIR_CODE)["code"])
        assert pairing.ended() == Exit.OK
    assert platform.wait_for(event.PAIRED)["phone"] == owner.number
    assert platform.named(event.PAIR_QR) == []


def test_nobody_comes(tmp_path: Path, platform: Platform, folder: BotFolder) -> None:
    folder.ask(PairRequest("qr"))
    with Network(tmp_path / "network", "--qr-refs", "2") as network:  # two codes, forty seconds
        environment = {**network.environment, "UBOT_EVENTS": str(platform.path)}
        with BotProcess("pair", folder, environment) as pairing:
            assert pairing.ended(60) == Exit.PAIRING_TIMEOUT
    assert platform.named(event.PAIR_FAILED)[0]["reason"] == "timeout"


def test_a_killed_attempt_is_made_again(
    start: Start, platform: Platform, folder: BotFolder, owner: Phone
) -> None:
    folder.ask(PairRequest("qr"))
    with start("pair") as first:
        platform.wait_for(event.PAIR_QR)
        first.child.kill()
        first.ended()
    platform.events.clear()
    with start("pair") as second:
        owner.scan(platform.wait_for(event.PAIR_QR)["code"])
        assert second.ended() == Exit.OK


def test_an_attempt_that_was_killed_after_the_scan_is_confirmed(
    start: Start, platform: Platform, linked: BotFolder, owner: Phone
) -> None:
    platform.events.clear()
    with start("pair") as pairing:
        assert pairing.ended() == Exit.OK
    assert platform.named(event.PAIRED)[0]["phone"] == owner.number
    assert platform.named(event.PAIR_QR) == []


def test_a_link_that_the_phone_has_ended_is_made_anew(
    start: Start, platform: Platform, linked: BotFolder, owner: Phone
) -> None:
    owner.unlink(owner.devices()[0]["device"])
    platform.events.clear()
    with start("pair") as pairing:
        assert pairing.ended() == Exit.FAILED, "systemd starts it again"
    with start("pair") as pairing:
        owner.scan(platform.wait_for(event.PAIR_QR)["code"])
        assert pairing.ended() == Exit.OK
    assert platform.named(event.PAIRED)[0]["phone"] == owner.number
    assert platform.named(event.PAIR_FAILED) == []


def test_a_stop_while_it_shows_a_code_leaves_nothing_behind(
    start: Start, platform: Platform, folder: BotFolder
) -> None:
    folder.ask(PairRequest("qr"))
    with start("pair") as pairing:
        platform.wait_for(event.PAIR_QR)
        assert pairing.stop() == -signal.SIGTERM
    assert Store(folder.root / "store").own() is None


def test_the_news_waits_for_a_platform_that_is_down(
    start: Start, platform: Platform, folder: BotFolder, owner: Phone
) -> None:
    folder.ask(PairRequest("qr"))
    with start("pair") as pairing:
        code = platform.wait_for(event.PAIR_QR)["code"]
        platform.close()
        owner.scan(code)
        until(lambda: Store(folder.root / "store").own(), "the link")
        platform.open()
        assert pairing.ended() == Exit.OK
    assert platform.named(event.PAIRED)


def test_the_store_is_the_bots_alone(linked: BotFolder) -> None:
    mode = os.stat(linked.root / "store").st_mode & 0o777  # noqa: PTH116
    assert mode == 0o700
