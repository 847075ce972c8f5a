"""Each way in which linking fails, on a WhatsApp that makes it so; and what works afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from botinstance.contract import event
from botinstance.contract.config import PairRequest
from botinstance.contract.exits import Exit
from botinstance.link.store import Store
from tests.botinstance.bots import BotFolder
from tests.botinstance.network import Network, Phone
from tests.botinstance.platform import Platform
from tests.botinstance.real.conftest import Start

pytestmark = pytest.mark.neonize

Strike = Callable[..., None]


@pytest.fixture
def strike(network: Network) -> Iterator[Strike]:
    """Starts a fault; all of them end with the test."""

    def strike(fault: str, **parameters: Any) -> None:
        network.post("/api/faults", {"fault": fault, **parameters})

    yield strike
    network.delete("/api/faults")


def refused_by_whatsapp(act: Callable[[str], Any], code: str) -> None:
    with pytest.raises(AssertionError, match="WhatsApp refused the device"):
        act(code)


def reason(platform: Platform) -> str:
    failed = platform.wait_for(event.PAIR_FAILED)
    assert failed["message"].endswith(".")
    return str(failed["reason"])


@pytest.mark.parametrize(
    ("how", "told"),
    [("passkey", "passkey"), ("old-phone", "no-multidevice"), ("proof", "refused")],
)
def test_the_phone_may_not_link_devices(
    start: Start, platform: Platform, folder: BotFolder, owner: Phone, strike: Strike,
    how: str, told: str,
) -> None:  # fmt: skip
    strike("no-link", device=owner.number, how=how)
    folder.ask(PairRequest("qr"))
    with start("pair") as pairing:
        refused_by_whatsapp(owner.scan, platform.wait_for(event.PAIR_QR)["code"])
        assert pairing.ended() == Exit.PAIRING_REFUSED
    assert reason(platform) == told
    assert owner.devices() == []


def test_an_account_with_a_passkey_is_known_by_a_code_as_well(
    start: Start, platform: Platform, folder: BotFolder, owner: Phone, strike: Strike
) -> None:
    strike("no-link", device=owner.number, how="passkey")
    folder.ask(PairRequest("code", owner.number))
    with start("pair") as pairing:
        refused_by_whatsapp(owner.enter_code, platform.wait_for(event.PAIR_CODE)["code"])
        assert pairing.ended() == Exit.PAIRING_REFUSED
    assert reason(platform) == "passkey"


def test_whatsapp_gives_no_code(
    start: Start, platform: Platform, folder: BotFolder, owner: Phone, strike: Strike
) -> None:
    strike("no-code", device=owner.number)
    folder.ask(PairRequest("code", owner.number))
    with start("pair") as pairing:
        assert pairing.ended() == Exit.PAIRING_REFUSED
    assert reason(platform) == "refused"


def test_the_client_is_outdated(
    start: Start, platform: Platform, folder: BotFolder, strike: Strike
) -> None:
    strike("failure", reason=405, count=1)
    folder.ask(PairRequest("qr"))
    with start("pair") as pairing:
        assert pairing.ended() == Exit.OUTDATED
    assert reason(platform) == "outdated"


@pytest.mark.parametrize(
    ("status", "exit", "told"),
    [
        (402, Exit.BANNED, "restricted"),
        (403, Exit.BANNED, "restricted"),
        (406, Exit.BANNED, "restricted"),
        (405, Exit.OUTDATED, "outdated"),
        (401, Exit.PAIRING_REFUSED, "refused"),
        (409, Exit.PAIRING_REFUSED, "refused"),
    ],
)
def test_the_login_after_the_phones_yes_is_refused(
    start: Start, platform: Platform, folder: BotFolder, owner: Phone, strike: Strike,
    status: int, exit: Exit, told: str,
) -> None:  # fmt: skip
    strike("failure", device=owner.number, reason=status)
    folder.ask(PairRequest("qr"))
    with start("pair") as pairing:
        owner.scan(platform.wait_for(event.PAIR_QR)["code"])
        assert pairing.ended() == exit
    assert reason(platform) == told
    assert platform.named(event.PAIRED) == []


def test_a_ban_tells_when_it_ends_and_another_account_can_be_linked(
    start: Start, platform: Platform, folder: BotFolder, owner: Phone, friend: Phone,
    strike: Strike,
) -> None:  # fmt: skip
    strike("failure", device=owner.number, reason=402, expire=3600)
    folder.ask(PairRequest("qr"))
    with start("pair") as pairing:
        owner.scan(platform.wait_for(event.PAIR_QR)["code"])
        assert pairing.ended() == Exit.BANNED
    assert " until " in platform.wait_for(event.PAIR_FAILED)["message"]
    platform.events.clear()
    with start("pair") as pairing:
        friend.scan(platform.wait_for(event.PAIR_QR)["code"])
        assert pairing.ended() == Exit.OK
    assert platform.wait_for(event.PAIRED)["phone"] == friend.number


def test_what_an_update_heals_needs_no_second_scan(
    start: Start, platform: Platform, folder: BotFolder, owner: Phone, network: Network,
    strike: Strike,
) -> None:  # fmt: skip
    strike("failure", device=owner.number, reason=405)
    folder.ask(PairRequest("qr"))
    with start("pair") as pairing:
        owner.scan(platform.wait_for(event.PAIR_QR)["code"])
        assert pairing.ended() == Exit.OUTDATED
    network.delete("/api/faults")
    with start("pair") as pairing:
        assert pairing.ended() == Exit.OK
    assert platform.wait_for(event.PAIRED)["phone"] == owner.number


def test_a_wrong_code_is_told_by_the_phone_and_the_right_one_still_works(
    start: Start, platform: Platform, folder: BotFolder, owner: Phone
) -> None:
    folder.ask(PairRequest("code", owner.number))
    with start("pair") as pairing:
        code = platform.wait_for(event.PAIR_CODE)["code"]
        with pytest.raises(AssertionError, match="wrong_code"):
            owner.enter_code(("B" if code[0] != "B" else "C") + code[1:])
        owner.enter_code(code)
        assert pairing.ended() == Exit.OK
    assert platform.named(event.PAIR_FAILED) == []
    assert len(platform.named(event.PAIR_CODE)) == 1


def test_a_whatsapp_that_cannot_be_reached_is_tried_again(
    start: Start, platform: Platform, folder: BotFolder, owner: Phone, strike: Strike
) -> None:
    strike("refuse", count=2)
    folder.ask(PairRequest("qr"))
    with start("pair") as pairing:
        owner.scan(platform.wait_for(event.PAIR_QR)["code"])
        assert "STATUS=WhatsApp cannot be reached, trying again" in pairing.notified
        assert pairing.ended() == Exit.OK


def test_a_code_whose_connection_is_lost_is_taken_back_and_a_new_one_shown(
    start: Start, platform: Platform, folder: BotFolder, owner: Phone, strike: Strike
) -> None:
    folder.ask(PairRequest("qr"))
    with start("pair") as pairing:
        lost = platform.wait_for(event.PAIR_QR)["code"]
        strike("drop")
        assert pairing.ended() == Exit.FAILED, "systemd starts it again"
    taken_back = platform.named(event.PAIR_QR)[-1]
    assert taken_back["code"] == lost
    platform.events.clear()
    with start("pair") as pairing:
        owner.scan(platform.wait_for(event.PAIR_QR)["code"])
        assert pairing.ended() == Exit.OK
    assert platform.named(event.PAIR_FAILED) == []


def test_what_has_failed_leaves_no_link_behind(
    start: Start, platform: Platform, folder: BotFolder, owner: Phone, strike: Strike
) -> None:
    strike("failure", device=owner.number, reason=409)
    folder.ask(PairRequest("qr"))
    with start("pair") as pairing:
        owner.scan(platform.wait_for(event.PAIR_QR)["code"])
        pairing.ended()
    assert Store(folder.root / "store").own() is None
