"""What a bot did is counted as it was, and told of once."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from botinstance import registry
from botinstance.contract import activity
from botinstance.contract.activity import BOUNDS, CLASSES
from botinstance.contract.command import Command
from botinstance.link.protocol import LinkDown
from botinstance.vitals import Vitals
from tests.botinstance.commands.conftest import ALICE, BOB, GROUP, OWNER, TestBot, by


def did(bot: TestBot) -> dict[str, Any]:
    """What it tells, as the platform would take it."""
    data = bot.vitals.activity()
    assert data
    activity.check(data)
    return data


def ask(bot: TestBot, text: str, seconds: float | None = 0.0) -> None:
    """Somebody's message, which came so many seconds ago; None: before the bot's start."""
    bot.arrived = None if seconds is None else time.monotonic() - seconds
    bot.send(text)


def handled_by(monkeypatch: pytest.MonkeyPatch, handler: Callable[[Any], str | None]) -> None:
    def found(_command: Command) -> registry.Handler:
        return handler

    monkeypatch.setattr(registry, "handler", found)


def test_it_works(bot: TestBot) -> None:
    bot.vitals.message_received()
    ask(bot, ".ping")
    assert did(bot) == {
        "received": 1,
        "sent": 1,
        "errors": 0,
        "commands": {"ping": 1},
        "latency": [1] + [0] * (CLASSES - 1),
    }


def test_each_thing_is_told_once(bot: TestBot) -> None:
    ask(bot, ".ping")
    did(bot)
    assert bot.vitals.activity() is None
    ask(bot, ".calc 1+1")
    assert did(bot)["commands"] == {"calc": 1}


def test_the_totals_go_on(bot: TestBot) -> None:
    for _ in range(2):
        ask(bot, ".ping")
        did(bot)
    assert bot.vitals.sent == bot.vitals.commands == 2


def test_a_command_is_counted_by_its_first_name(bot: TestBot) -> None:
    for text in (".setwelcome on", ".welcome on"):
        bot.send(text, **GROUP, **by(ALICE))
    assert did(bot)["commands"] == {"welcome": 2}


def test_the_owners_commands_have_one_name(bot: TestBot) -> None:
    for name in ("hours", "secret"):
        bot.state.records.put("command", "", name, "We open at 9.")
        ask(bot, f".{name}")
    assert did(bot)["commands"] == {"custom": 2}


def test_what_is_refused_or_unknown_is_no_use_of_a_command(bot: TestBot) -> None:
    bot.switch("tts", False)
    for text in (".tts hello", ".setvar mode=groups", ".pnig", "hello"):
        ask(bot, text)
    data = did(bot)
    assert (data["commands"], sum(data["latency"]), data["sent"]) == ({}, 0, 3)


@pytest.mark.parametrize(("number", "seconds"), list(enumerate((*BOUNDS, 3600.0))))
def test_an_answer_is_counted_by_how_long_it_took(number: int, seconds: float) -> None:
    vitals = Vitals()
    vitals.command_used("ping", False, seconds)
    told = vitals.activity()
    assert told
    assert told["latency"] == [int(at == number) for at in range(CLASSES)]


def test_the_time_runs_from_the_arrival(bot: TestBot) -> None:
    ask(bot, ".ping", 7.0)
    assert did(bot)["latency"][BOUNDS.index(10.0)] == 1


def test_what_has_waited_over_a_restart_says_nothing_of_the_time(bot: TestBot) -> None:
    ask(bot, ".ping", None)
    data = did(bot)
    assert (data["commands"], sum(data["latency"])) == ({"ping": 1}, 0)


def test_the_time_ends_with_the_last_message(
    bot: TestBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also of a command that sends its answer itself."""
    now = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])

    def handler(context: Any) -> None:
        for _ in range(2):
            now[0] += 3
            context.link.send_sticker(context.message, b"webp")
        now[0] += 60

    handled_by(monkeypatch, handler)
    bot.arrived = 999.0
    bot.send(".sticker")
    assert did(bot)["latency"][BOUNDS.index(10.0)] == 1


def test_a_command_without_an_answer_has_no_time(
    bot: TestBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(bot, ".ping")  # whatever was sent before
    did(bot)
    handled_by(monkeypatch, lambda _context: None)
    ask(bot, ".ping")
    data = did(bot)
    assert (data["commands"], sum(data["latency"])) == ({"ping": 1}, 0)


def test_a_command_that_fails_is_an_error(bot: TestBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_context: object) -> str:
        raise ValueError

    handled_by(monkeypatch, fails)
    ask(bot, ".ping")
    data = did(bot)
    assert (data["errors"], data["commands"], data["sent"]) == (1, {"ping": 1}, 1)


def test_an_answer_that_whatsapp_refuses_is_an_error(bot: TestBot) -> None:
    bot.link.refuse = True
    ask(bot, ".ping")
    data = did(bot)
    assert (data["errors"], data["sent"], sum(data["latency"])) == (1, 0, 0)


def test_a_sentence_for_who_asked_wrongly_is_no_error(bot: TestBot) -> None:
    ask(bot, ".calc 1/0")
    assert did(bot)["errors"] == 0


def test_what_is_done_when_the_link_is_back_is_counted_once(bot: TestBot) -> None:
    bot.link.down = True
    with pytest.raises(LinkDown):
        ask(bot, ".ping")
    assert bot.vitals.activity() is None
    bot.link.down = False
    ask(bot, ".ping", None)
    assert did(bot)["commands"] == {"ping": 1}


def test_all_commands_fit_into_one_event() -> None:
    assert len(registry._BY_WORD) > len({c.name for c in registry._BY_WORD.values()})
    assert len({c.name for c in registry._BY_WORD.values()}) < activity.MOST_COMMANDS
    assert activity.OWN not in registry._BY_WORD


def test_the_owner_is_counted_like_everybody(bot: TestBot) -> None:
    bot.send(".tagall", **GROUP, **by(OWNER))
    bot.send(".ping", **GROUP, **by(BOB))
    assert did(bot)["commands"] == {"tagall": 1, "ping": 1}
