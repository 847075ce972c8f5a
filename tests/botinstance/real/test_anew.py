"""A bot is linked anew: the old link ends, on the phone too, and all else stays."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest

from botinstance.contract import event
from botinstance.contract.config import PairRequest
from botinstance.contract.exits import Exit
from botinstance.link.store import Store
from tests.botinstance.bots import BotFolder, BotProcess
from tests.botinstance.network import Network, Phone
from tests.botinstance.platform import Platform
from tests.botinstance.real.conftest import Start

pytestmark = pytest.mark.neonize


@pytest.fixture
def anew() -> PairRequest:
    return PairRequest("qr", anew=str(uuid.uuid4()))


def give_up(start: Start, folder: BotFolder, request: PairRequest) -> None:
    folder.ask(request)
    with start("pair") as pairing:
        assert pairing.ended() == Exit.FAILED, "systemd starts it again"


@pytest.mark.parametrize("same", [True, False])
def test_it_works(
    start: Start, platform: Platform, bot: BotProcess, linked: BotFolder,
    owner: Phone, friends: list[Phone], anew: PairRequest, same: bool,
) -> None:  # fmt: skip
    friend, other = friends[:2]
    friend.ask(owner.number, ".todo add buy milk")
    assert bot.stop() == Exit.OK
    give_up(start, linked, anew)
    assert owner.devices() == [], "the phone does not list it any more"
    taker = owner if same else other
    platform.events.clear()
    with start("pair") as pairing:
        taker.scan(platform.wait_for(event.PAIR_QR)["code"])
        assert pairing.ended() == Exit.OK
    assert platform.wait_for(event.PAIRED)["phone"] == taker.number
    assert len(taker.devices()) == 1
    with start("run") as again:
        again.ready()
        assert "milk" in friend.ask(taker.number, ".todo")["text"], "what was noted is kept"


def test_it_happens_once_however_often_the_process_is_started(
    start: Start, platform: Platform, linked: BotFolder, owner: Phone, anew: PairRequest
) -> None:
    give_up(start, linked, anew)
    platform.events.clear()
    with start("pair") as pairing:
        owner.scan(platform.wait_for(event.PAIR_QR)["code"])
        assert pairing.ended() == Exit.OK
    platform.events.clear()
    with start("pair") as confirming:
        assert confirming.ended() == Exit.OK
    assert platform.named(event.PAIR_QR) == []
    assert len(owner.devices()) == 1


def test_each_wish_counts(
    start: Start, platform: Platform, linked: BotFolder, owner: Phone, anew: PairRequest
) -> None:
    give_up(start, linked, anew)
    platform.events.clear()
    with start("pair") as pairing:
        owner.scan(platform.wait_for(event.PAIR_QR)["code"])
        assert pairing.ended() == Exit.OK
    give_up(start, linked, replace(anew, anew=str(uuid.uuid4())))
    assert owner.devices() == []


def test_without_a_link_codes_are_shown_at_once(
    start: Start, platform: Platform, folder: BotFolder, owner: Phone, anew: PairRequest
) -> None:
    folder.ask(anew)
    with start("pair") as pairing:
        owner.scan(platform.wait_for(event.PAIR_QR)["code"])
        assert pairing.ended() == Exit.OK


@pytest.mark.parametrize(
    "fault",
    [{"fault": "refuse"}, {"fault": "stall"}, {"fault": "failure", "reason": 402}],
    ids=["refuse", "stall", "failure"],
)
def test_whatsapp_does_not_have_to_agree(
    start: Start, network: Network, linked: BotFolder, owner: Phone, anew: PairRequest,
    fault: dict[str, object],
) -> None:  # fmt: skip
    network.post("/api/faults", fault | {"device": f"{owner.number}:1"})
    try:
        give_up(start, linked, anew)
    finally:
        network.delete("/api/faults")
    assert Store(linked.root / "store").own() is None
    assert len(owner.devices()) == 1, "the phone lists a device that is no more"


def test_a_phone_that_has_ended_the_link_already_is_no_obstacle(
    start: Start, linked: BotFolder, owner: Phone, anew: PairRequest
) -> None:
    owner.unlink(owner.devices()[0]["device"])
    give_up(start, linked, anew)
    assert Store(linked.root / "store").own() is None
