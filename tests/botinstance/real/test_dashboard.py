"""What the dashboard sets a running bot obeys, and what the bot does the dashboard learns."""

from __future__ import annotations

import time
from dataclasses import replace
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


def wish(folder: BotFolder, **texts: str) -> int:
    """Writes what the dashboard would; the version of it."""
    version = folder.config.version + 1
    wishes = {name: {"value": text, "version": version} for name, text in texts.items()}
    settings = {**folder.config.settings, **wishes}
    folder.write(replace(folder.config, version=version, settings=settings))
    return version


def told(platform: Platform, **values: str) -> dict[str, Any]:
    """The first news of these values."""

    def came() -> dict[str, Any] | None:
        news = (data for data in platform.named(event.SETTINGS))
        return next((it for it in news if values.items() <= it["values"].items()), None)

    found = until(came, f"settings {values}", 3.0)
    assert found
    return found


def test_what_the_dashboard_sets_is_obeyed_within_three_seconds(
    bot: BotProcess, linked: BotFolder, platform: Platform, owner: Phone, friend: Phone
) -> None:
    began = time.monotonic()
    version = wish(linked, prefix="!", default_goodbye_text="Farewell,\n&user 👋")
    platform.wait_for(event.CONFIG, 3, version=version)
    sent = friend.send(owner.number, "!calc 2+2")
    assert time.monotonic() - began < 3
    assert friend.hears(sent)["text"] == "4"
    names = [e["name"] for e in platform.events if e["name"] in (event.SETTINGS, event.CONFIG)]
    assert names[-2:] == [event.SETTINGS, event.CONFIG]
    news = platform.named(event.SETTINGS)[-1]
    assert news["applied"] == version
    assert news["values"]["prefix"] == "!"
    assert news["values"]["default_goodbye_text"] == "Farewell,\n&user 👋"
    assert len(platform.named(event.LINK)) == 2, "without a reconnect"


def test_a_greeting_of_the_dashboard_is_said_in_groups(
    bot: BotProcess, linked: BotFolder, platform: Platform, network: Network, owner: Phone,
    friend: Phone, friends: list[Phone],
) -> None:  # fmt: skip
    guest = friends[0]
    for phone in (owner, friend, guest):
        phone.messages()  # a phone is made when it is first used
    wanted = {"by": friend.number, "subject": "Pier", "members": [owner.number]}
    group = str(network.post("/api/groups", wanted)["group"]["id"])
    assert "\n\nWelcome to &group" in friend.ask(group, ".welcome on")["text"]
    version = wish(linked, default_welcome_text="Ahoy &user, &count of us are in &group")
    platform.wait_for(event.CONFIG, 3, version=version)
    friend.do(f"groups/{group}/members", action="add", numbers=[guest.number])
    until(lambda: any(words.endswith(", 3 of us are in Pier") for words in texts(friend)), "it")


def test_what_is_changed_in_a_chat_is_told_within_two_seconds(
    bot: BotProcess, platform: Platform, owner: Phone, friend: Phone
) -> None:
    told(platform, mode="public")
    friend.send(owner.number, "hello")
    owner.send(friend.number, ".setvar mode=groups")
    until(lambda: "mode is groups now." in texts(friend), "the answer")
    began = time.monotonic()
    assert told(platform, mode="groups")["applied"] == 0
    assert time.monotonic() - began < 2


def texts(phone: Phone) -> list[str]:
    return [message["text"] for message in phone.messages()]


def test_a_stopped_bot_takes_up_at_its_start_what_was_set_meanwhile(
    linked: BotFolder, start: Start, platform: Platform, owner: Phone, friend: Phone
) -> None:
    wish(linked, prefix="#", ai_key="sk-verysecret")
    for _ in range(2):
        platform.events.clear()
        with start("run") as bot:
            bot.ready()
            assert friend.ask(owner.number, "#calc 1+1")["text"] == "2"
            assert told(platform, prefix="#")["secrets"] == ["ai_key"]
            assert bot.stop() == Exit.OK
            assert "verysecret" not in bot.log.read_text() + str(platform.events)
        assert len(platform.named(event.SETTINGS)) == 1


def test_what_a_bot_did_is_told_at_its_end(
    bot: BotProcess, platform: Platform, owner: Phone, friend: Phone
) -> None:
    friend.send(owner.number, "hello")
    for text in (".calc 1+1", ".calc 2+2", ".tts Good morning", ".calc x"):
        friend.ask(owner.number, text)
    assert bot.stop() == Exit.OK
    news = platform.named(event.ACTIVITY)  # a second one where this took a minute
    assert sum(data["received"] for data in news) == 5
    assert sum(data["sent"] for data in news) == 4
    assert sum(data["errors"] for data in news) == 0
    assert sum(data["commands"].get("calc", 0) for data in news) == 3
    assert sum(data["commands"].get("tts", 0) for data in news) == 1
    assert sum(sum(data["latency"]) for data in news) == 4
    assert sum(sum(data["latency"][:6]) for data in news) == 4, "each within five seconds"
    assert platform.named(event.PULSE)[-1]["received"] == 5
