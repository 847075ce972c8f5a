"""A bot whose way to WhatsApp is cut comes back by itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from botinstance.contract import event
from botinstance.contract.config import PairRequest
from botinstance.contract.exits import Exit
from tests.botinstance.bots import BotFolder, BotProcess
from tests.botinstance.cable import Cable
from tests.botinstance.network import Network, Phone
from tests.botinstance.platform import Platform
from tests.botinstance.real.conftest import Start
from tests.until import until

pytestmark = pytest.mark.neonize


@pytest.fixture
def cable(network: Network) -> Iterator[Cable]:
    with Cable(network.environment["HTTPS_PROXY"]) as made:
        yield made


@pytest.fixture
def start(network: Network, platform: Platform, folder: BotFolder, cable: Cable) -> Start:
    """As elsewhere, but through the cable."""
    environment = {
        **network.environment,
        "HTTPS_PROXY": cable.url,
        "UBOT_EVENTS": str(platform.path),
    }
    return lambda mode: BotProcess(mode, folder, environment)


def test_a_cut_link_is_made_again(
    bot: BotProcess, cable: Cable, platform: Platform, owner: Phone, friend: Phone
) -> None:
    assert friend.ask(owner.number, ".calc 1+1")["text"] == "2"
    cable.cut()
    platform.wait_for(event.LINK, state="disconnected")
    sent = friend.send(owner.number, ".calc 2+2")
    cable.mend()
    assert friend.hears(sent, 30)["text"] == "4"
    assert [e["state"] for e in platform.named(event.LINK)] == [
        "connecting",
        "connected",
        "disconnected",
        "connected",
    ]


def test_it_stops_while_it_reconnects(bot: BotProcess, cable: Cable, platform: Platform) -> None:
    cable.cut()
    platform.wait_for(event.LINK, state="disconnected")
    assert bot.stop() == Exit.OK


def test_it_starts_once_whatsapp_can_be_reached(
    linked: BotFolder, start: Start, cable: Cable
) -> None:
    cable.cut()
    with start("run") as bot:
        until(lambda: "STATUS=WhatsApp cannot be reached, trying again" in bot.notified, "a try")
        cable.mend()
        bot.ready(30)


def test_pairing_starts_once_whatsapp_can_be_reached(
    folder: BotFolder, start: Start, cable: Cable, platform: Platform, owner: Phone
) -> None:
    folder.ask(PairRequest("qr"))
    cable.cut()
    with start("pair") as pairing:
        until(
            lambda: "STATUS=WhatsApp cannot be reached, trying again" in pairing.notified, "a try"
        )
        cable.mend()
        owner.scan(platform.wait_for(event.PAIR_QR)["code"])
        assert pairing.ended() == Exit.OK
