"""How the bot meets people without being asked: as its owner has chosen."""

from __future__ import annotations

from typing import Any

import pytest

from botinstance.commands.owner import autoreact, calls, strangers
from botinstance.link.happening import Call, Due
from botinstance.link.protocol import Stranger
from tests.botinstance.commands.conftest import ALICE, BOB, GROUP, OWNER, TestBot, by

RING = Call(BOB.id, "CALL1", BOB.phone)
PRIVATE = {**by(BOB), "chat": BOB.id}


def owner(bot: TestBot, text: str, **fields: Any) -> str:
    return bot.say(text, **{**by(OWNER), **fields})


@pytest.mark.parametrize("name", ["autoread", "autotyping", "autorecord", "alwaysonline"])
def test_a_manner_is_switched_on_and_off(bot: TestBot, name: str) -> None:
    for word in ("on", "off"):
        assert owner(bot, f".{name} {word.upper()}").startswith(f"{name} is {word}. ")
        assert bot.state.settings.on(name) is (word == "on")
        assert owner(bot, f".{name}").startswith(f"{name} is {word}. ")
    assert owner(bot, f".{name} maybe") == f"Write .{name} and one of on, off."


def test_manners_are_the_owners(bot: TestBot) -> None:
    for name in ("autoread", "pmblocker", "anticall", "autoreact", "alwaysonline"):
        bot.send(f".{name} on", **GROUP, **by(ALICE))
        assert not bot.state.settings.on(name)


def test_messages_are_read(bot: TestBot) -> None:
    bot.hear("hello", id="M1")
    assert bot.link.shown == []
    bot.state.settings.set("autoread", True)
    bot.hear("hello", id="M2")
    bot.hear(".ping", id="M3", **GROUP)
    bot.hear("mine", id="M4", from_me=True)
    assert bot.link.shown == [("read", "M2"), ("read", "M3")]


@pytest.mark.parametrize(
    ("name", "shown"), [("autotyping", "typing"), ("autorecord", "recording")]
)
def test_a_command_is_met_with_a_sign(bot: TestBot, name: str, shown: str) -> None:
    bot.state.settings.set(name, True)
    bot.hear("hello")
    bot.hear(".nonsense")
    assert bot.link.shown == []
    bot.hear(".ping")
    assert bot.link.shown == [(shown, ALICE.id)]


def test_online_is_said_again_and_again(bot: TestBot) -> None:
    owner(bot, ".alwaysonline on")
    owner(bot, ".alwaysonline on")
    (job,) = bot.state.jobs.waiting("alwaysonline")
    bot.state.jobs.cancel(job.id)
    bot.happen(job)
    assert bot.link.shown == [("online", True)] * 3
    assert len(bot.state.jobs.waiting("alwaysonline")) == 1
    owner(bot, ".alwaysonline off")
    assert bot.link.shown[-1] == ("online", False)
    assert bot.state.jobs.waiting("alwaysonline") == []
    bot.happen(Due("", "9", "alwaysonline", {}, 0.0))
    assert bot.link.shown[-1] == ("online", False)


def test_commands_get_a_reaction(bot: TestBot) -> None:
    assert owner(bot, ".autoreact on 🎉").startswith("autoreact is commands.")
    assert bot.hear("hello") == []
    reaction, _ = bot.hear(".ping", id="M1")
    assert (reaction.kind, reaction.text, reaction.quotes) == ("reaction", "🎉", "M1")


def test_all_messages_get_a_reaction_of_the_chosen_ones(bot: TestBot) -> None:
    assert owner(bot, ".autoreact all").endswith("Emojis: 👍 ❤️ 🔥 😂 🎉")
    owner(bot, ".autoreact 🐙 🦀")
    seen = {str(sent.text) for n in range(30) for sent in bot.hear("hello", id=f"M{n}")}
    assert seen <= {"🐙", "🦀"}
    assert seen
    assert bot.hear("mine", from_me=True) == []


def test_only_so_many_reactions_come_in_a_day(bot: TestBot) -> None:
    owner(bot, ".autoreact all")
    for _ in range(autoreact.A_DAY):
        assert len(bot.hear("hello")) == 1
    assert bot.hear("hello") == []
    assert len(bot.hear("hello", **PRIVATE)) == 1


@pytest.mark.parametrize("words", ["on abc", "perhaps", "on 🎉a", "🎉 <b>", "on " + "🎉" * 200])
def test_what_is_no_emoji_is_refused(bot: TestBot, words: str) -> None:
    assert owner(bot, f".autoreact {words}").startswith("Write ")
    assert not bot.state.settings.on("autoreact")


@pytest.fixture
def blocker(bot: TestBot) -> TestBot:
    bot.state.contacts.met(ALICE.id, ALICE.phone)
    assert owner(bot, ".pmblocker warn").startswith("pmblocker is warn.")
    return bot


def test_a_stranger_is_warned_once_and_not_answered(blocker: TestBot) -> None:
    (sent,) = blocker.hear(".ping", **PRIVATE)
    assert sent.text == strangers.WARNING
    assert blocker.hear(".ping", **PRIVATE) == []
    assert blocker.link.account.blocklist == []


def test_who_wrote_before_is_no_stranger(blocker: TestBot) -> None:
    (sent,) = blocker.hear(".ping", **by(ALICE))
    assert sent.text.startswith("Pong!")


def test_whom_the_owner_writes_to_is_no_stranger(blocker: TestBot) -> None:
    blocker.hear(".ping", **PRIVATE)
    blocker.hear("hello Bob", from_me=True, chat=BOB.id, **by(OWNER))
    (sent,) = blocker.hear(".ping", **PRIVATE)
    assert sent.text.startswith("Pong!")


def test_in_groups_nobody_is_a_stranger(blocker: TestBot) -> None:
    (sent,) = blocker.hear(".ping", **GROUP, **by(BOB))
    assert sent.text.startswith("Pong!")


def test_admins_of_the_bot_are_no_strangers(blocker: TestBot) -> None:
    blocker.state.settings.set("sudo", [BOB.phone])
    (sent,) = blocker.hear(".ping", **PRIVATE)
    assert sent.text.startswith("Pong!")


def test_a_stranger_may_be_blocked(blocker: TestBot) -> None:
    owner(blocker, ".pmblocker block")
    (sent,) = blocker.hear("hello", **PRIVATE)
    assert sent.text == strangers.FAREWELL
    assert blocker.link.account.blocklist == [BOB.id]


def test_switched_off_everybody_is_answered(blocker: TestBot) -> None:
    blocker.hear(".ping", **PRIVATE)
    owner(blocker, ".antipm off")
    (sent,) = blocker.hear(".ping", **PRIVATE)
    assert sent.text.startswith("Pong!")


def test_calls_ring_unless_the_owner_minds(bot: TestBot) -> None:
    assert bot.happen(RING) == []
    assert bot.link.account.done == []


@pytest.mark.parametrize(
    ("mode", "words", "done"),
    [
        ("reject", [], ["reject"]),
        ("on", [], ["reject"]),
        ("warn", [calls.WARNING], ["reject"]),
        ("block", [calls.WARNING], ["reject", "block"]),
    ],
)
def test_a_call_is_ended(bot: TestBot, mode: str, words: list[str], done: list[str]) -> None:
    owner(bot, f".anticall {mode}")
    assert [sent.text for sent in bot.happen(RING)] == words
    assert [deed[0] for deed in bot.link.account.done] == done
    assert bot.link.account.done[0] == ("reject", BOB.id, "CALL1")


def test_a_caller_is_not_warned_without_end(bot: TestBot) -> None:
    owner(bot, ".anticall warn")
    warned = [sent for n in range(5) for sent in bot.happen(Call(BOB.id, f"CALL{n}", BOB.phone))]
    assert len(warned) == calls.WARNINGS
    assert len(bot.link.account.done) == 5


def test_whom_the_bot_may_not_write_to_is_blocked_all_the_same(
    bot: TestBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise Stranger("never wrote")

    owner(bot, ".anticall block")
    monkeypatch.setattr(bot.link, "send", never)
    bot.happen(RING)
    assert bot.link.account.blocklist == [BOB.id]


def test_the_owner_and_admins_may_call(bot: TestBot) -> None:
    owner(bot, ".anticall block")
    bot.state.settings.set("sudo", [BOB.phone])
    bot.happen(RING)
    bot.happen(Call(OWNER.id, "CALL2", OWNER.phone))
    assert bot.link.account.done == []


def test_a_mode_that_is_none_is_refused(bot: TestBot) -> None:
    assert owner(bot, ".anticall maybe") == (
        "Write .anticall and one of off, reject, warn, block."
    )
