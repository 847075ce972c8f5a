"""Who watches sees what they asked for, in order, and costs nobody else anything."""

from __future__ import annotations

import sys
from dataclasses import replace
from types import ModuleType

import pytest

from botinstance import watching
from botinstance.context import Event, Heard
from botinstance.contract.watcher import Kind, Watcher
from botinstance.link.happening import Call, Deleted, Due, GroupTurn, Happening, Turn, dumps, loads
from botinstance.link.protocol import LinkDown
from tests.botinstance.commands.conftest import GROUP, TestBot

CHAT = GROUP["chat"]
SEEN: list[str] = []


def greet(heard: Heard) -> bool:
    SEEN.append(f"greet {heard.message.text}")
    return heard.message.text == "mine"


def fail(_: Heard) -> None:
    raise RuntimeError("broken")


def lose(_: Heard) -> None:
    raise LinkDown


def note(event: Event) -> None:
    SEEN.append(type(event.happening).__name__)


@pytest.fixture
def watchers(monkeypatch: pytest.MonkeyPatch) -> list[Watcher]:
    module = ModuleType("watchers_of_this_test")
    vars(module).update(greet=greet, fail=fail, lose=lose, note=note)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    made = [_watcher("fail"), _watcher("greet"), _watcher("note", Kind.DELETED, Kind.GROUP)]
    monkeypatch.setattr(watching, "WATCHERS", made)
    SEEN.clear()
    return made


def _watcher(name: str, *kinds: Kind) -> Watcher:
    where = f"watchers_of_this_test:{name}"
    return Watcher(name, where, "adminonly", kinds or (Kind.MESSAGE,), groups_only=True)


def on(bot: TestBot) -> None:
    bot.state.settings.set("adminonly", True, CHAT)


def test_a_watcher_sees_messages_while_its_setting_is_on(
    bot: TestBot, watchers: list[Watcher]
) -> None:
    bot.hear("hello", **GROUP)
    assert SEEN == []
    on(bot)
    bot.hear("hello", **GROUP)
    bot.hear("elsewhere", **{**GROUP, "chat": "1203630002@g.us"})
    bot.hear("in private")
    assert SEEN == ["greet hello"], "and one that fails does not keep it from the others"


def test_commands_are_seen_by_those_who_want_them(bot: TestBot, watchers: list[Watcher]) -> None:
    on(bot)
    bot.hear(".ping", **GROUP)
    assert SEEN == []
    watchers[1] = replace(watchers[1], kinds=(Kind.COMMAND,))
    bot.hear(".ping", **GROUP)
    assert SEEN == ["greet .ping"]


def test_what_one_has_dealt_with_nobody_else_sees(bot: TestBot, watchers: list[Watcher]) -> None:
    on(bot)
    watchers.append(_watcher("greet"))
    bot.hear("mine", **GROUP)
    assert SEEN == ["greet mine"]


def test_a_feature_that_is_off_does_not_watch(bot: TestBot, watchers: list[Watcher]) -> None:
    on(bot)
    watchers[1] = replace(watchers[1], feature="fun")
    bot.switch("fun", False)
    bot.hear("hello", **GROUP)
    assert SEEN == []


def test_without_a_link_it_is_asked_for_again(bot: TestBot, watchers: list[Watcher]) -> None:
    on(bot)
    watchers.insert(0, _watcher("lose"))
    with pytest.raises(LinkDown):
        bot.hear("hello", **GROUP)


def test_happenings_reach_those_who_want_them(bot: TestBot, watchers: list[Watcher]) -> None:
    on(bot)
    bot.happen(Deleted(CHAT, "1", "3EB0", "915550001@lid"))
    bot.happen(GroupTurn(CHAT, "2", Turn.JOINED, ("915550001@lid",)))
    bot.happen(Call("915550001@lid", "3"))
    assert SEEN == ["Deleted", "GroupTurn"]


@pytest.mark.parametrize(
    "happening",
    [
        Deleted(CHAT, "1", "3EB0", "915550001@lid"),
        GroupTurn(CHAT, "2", Turn.LEFT, ("915550001@lid",), "915550002@lid"),
        Call("915550001@lid", "3", "15550001"),
        Due(CHAT, "4", "remind", {"text": "tea"}, 5.0),
    ],
)
def test_a_happening_survives_the_disk(happening: Happening) -> None:
    assert loads(dumps(happening)) == happening


def test_a_job_of_a_later_version_is_dropped(bot: TestBot) -> None:
    assert bot.happen(Due(CHAT, "4", "unknown", {}, 5.0)) == []
