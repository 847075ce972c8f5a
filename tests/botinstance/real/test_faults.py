"""A bot on a WhatsApp that misbehaves: it comes back by itself, or ends and tells why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from botinstance.contract import event
from botinstance.contract.exits import Exit
from tests.botinstance.bots import BotFolder, BotProcess
from tests.botinstance.network import Network, Phone
from tests.botinstance.platform import Platform
from tests.botinstance.real.conftest import Start
from tests.until import until

pytestmark = pytest.mark.neonize

Strike = Callable[..., None]


@pytest.fixture
def strike(network: Network, owner: Phone) -> Iterator[Strike]:
    """Brings a fault over the bot alone; all of them end with the test."""

    def strike(fault: str, **parameters: Any) -> None:
        wish = {"fault": fault, "device": f"{owner.number}:1", **parameters}
        network.post("/api/faults", wish)

    yield strike
    network.delete("/api/faults")


@pytest.mark.parametrize(
    ("reason", "exit_status", "state"),
    [
        (401, Exit.LOGGED_OUT, "logged_out"),
        (402, Exit.BANNED, "banned"),
        (403, Exit.LOGGED_OUT, "logged_out"),
        (405, Exit.OUTDATED, "outdated"),
        (409, Exit.REFUSED, "refused"),
    ],
)
def test_a_login_that_is_refused_ends_it(
    bot: BotProcess, strike: Strike, platform: Platform,
    reason: int, exit_status: Exit, state: str,
) -> None:  # fmt: skip
    strike("failure", reason=reason)
    strike("drop")
    assert bot.ended() == exit_status
    assert platform.wait_for(event.LINK, state=state)["reason"]


def test_a_ban_tells_when_it_ends(
    linked: BotFolder, strike: Strike, start: Start, platform: Platform
) -> None:
    strike("failure", reason=402, code=101, expire=3600)
    with start("run") as bot:
        assert bot.ended() == Exit.BANNED
    assert " until " in platform.wait_for(event.LINK, state="banned")["reason"]


def test_a_link_that_is_opened_elsewhere_ends_it(
    bot: BotProcess, strike: Strike, platform: Platform
) -> None:
    strike("stream-error", conflict="replaced")
    assert bot.ended() == Exit.REPLACED
    platform.wait_for(event.LINK, state="replaced")


@pytest.mark.parametrize("code", [503, 515])
def test_a_stream_that_ends_is_opened_again(
    bot: BotProcess, strike: Strike, owner: Phone, friend: Phone, code: int
) -> None:
    strike("stream-error", code=code)
    sent = friend.send(owner.number, ".calc 20+3")
    assert friend.hears(sent, 30)["text"] == "23"


def test_a_whatsapp_that_refuses_is_tried_again(
    bot: BotProcess, strike: Strike, owner: Phone, friend: Phone
) -> None:
    strike("refuse", count=2)
    strike("drop")
    sent = friend.send(owner.number, ".calc 20+4")
    assert friend.hears(sent, 40)["text"] == "24"


def test_what_comes_twice_is_answered_once(
    bot: BotProcess, strike: Strike, owner: Phone, friend: Phone
) -> None:
    strike("duplicate")
    first = friend.send(owner.number, ".calc 20+5")
    assert friend.hears(first)["text"] == "25"
    friend.ask(owner.number, ".calc 20+6")
    answers = [m["text"] for m in friend.messages(first) if not m["from_me"]]
    assert answers == ["25", "26"]


def test_a_silent_whatsapp_is_not_called_connected(
    bot: BotProcess, strike: Strike, network: Network, platform: Platform
) -> None:
    strike("stall")
    # the library asks every 20 to 30 s, and waits 10 s for the answer
    lost = platform.wait_for(event.LINK, seconds=60, state="disconnected")
    assert lost["reason"].startswith("WhatsApp does not answer")
    network.delete("/api/faults")
    until(lambda: platform.named(event.LINK)[-1]["state"] == "connected", "it is heard again", 60)
