"""The owner changes the bot's settings, a chat's admins those of the chat."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from botinstance.contract.languages import LANGUAGES
from botinstance.contract.setting import Reach
from botinstance.contract.settings import SETTINGS
from tests.botinstance.commands.conftest import ALICE, BOB, GROUP, OWNER, TestBot, by


def owner(bot: TestBot, text: str, **fields: Any) -> str:
    return bot.say(text, **{**by(OWNER), **fields})


@pytest.mark.parametrize("signs", ["!", "!!", "🤖", "❤️", "#", "£", "$/."])
def test_any_signs_are_a_prefix(bot: TestBot, signs: str) -> None:
    said = f"Commands begin with {signs} from now on, as in {signs}menu."
    assert owner(bot, f".prefix {signs}") == said
    assert bot.state.settings.text("prefix") == signs


@pytest.mark.parametrize(
    "words", ["a", ".1", "! !", "....", "@", "\u200b", "bot", "ب", "!" * 9999]
)
def test_what_people_say_all_the_time_is_no_prefix(bot: TestBot, words: str) -> None:
    assert owner(bot, f".prefix {words}").startswith("The prefix is one to three signs")
    assert bot.state.settings.text("prefix") == ""


def test_the_prefix_in_force_is_shown(bot: TestBot) -> None:
    assert owner(bot, ".prefix") == "Commands begin with . as in .menu. Another: .prefix !"


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        (".mode groups", "groups"),
        (".mode Private", "private"),
        (".mode self", "admins"),
        (".private", "private"),
        (".self", "admins"),
        (".public", "public"),
    ],
)
def test_a_mode_is_set_by_its_word(bot: TestBot, text: str, mode: str) -> None:
    owner(bot, text)
    assert bot.state.settings.text("mode") == mode


def test_the_mode_holds(bot: TestBot) -> None:
    owner(bot, ".self")
    assert bot.say(".ping").startswith("I answer only my owner")
    assert owner(bot, ".ping").startswith("Pong!")
    owner(bot, ".public")
    assert bot.say(".ping").startswith("Pong!")


def test_a_mode_that_is_none_is_refused(bot: TestBot) -> None:
    assert owner(bot, ".mode nobody").startswith("The mode is one of public, groups")
    assert owner(bot, ".mode").startswith("Everybody may use me, everywhere.")


@pytest.mark.parametrize(
    "text", [".setvar mode=groups", ".setvar MODE = groups", ".setvar mode groups"]
)
def test_a_setting_is_written_shown_and_put_back(bot: TestBot, text: str) -> None:
    assert owner(bot, text) == "mode is groups now."
    assert owner(bot, ".getvar mode").startswith("mode is groups.\nWho may use")
    assert "mode = groups" in owner(bot, ".vars").splitlines()
    assert owner(bot, ".delvar mode") == "mode is public again, as it was at first."
    assert bot.state.settings.text("mode") == "public"


def test_a_key_is_never_shown(bot: TestBot) -> None:
    assert owner(bot, ".setvar ai_key=sk-verysecret") == "ai_key is set now."
    for text in (".getvar ai_key", ".vars", ".delvar ai_key"):
        assert "verysecret" not in owner(bot, text)
    assert "ai_key = not set" in owner(bot, ".vars").splitlines()


def test_a_key_is_not_taken_where_others_read_it(bot: TestBot) -> None:
    elsewhere = ({**GROUP}, {"from_me": True, "chat": BOB.id})
    for place in elsewhere:
        answer = owner(bot, ".setvar ai_key=sk-verysecret", **place)
        assert answer.startswith("Others can read this chat.")
    assert not bot.state.settings.text("ai_key")
    owner(bot, ".setvar ai_key=sk-verysecret", from_me=True, chat=OWNER.id)
    assert bot.state.settings.text("ai_key") == "sk-verysecret"


def test_hidden_settings_and_those_of_chats_have_commands_of_their_own(bot: TestBot) -> None:
    others = [s.name for s in SETTINGS.values() if s.hidden or s.reach is Reach.CHAT]
    assert others
    for name in others:
        assert owner(bot, f".setvar {name}=on").endswith("it has a command of its own.")
        assert f"\n{name} =" not in owner(bot, ".vars")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (".setvar", "Write .setvar name=value"),
        (".setvar mode", "Write .setvar name=value"),
        (".setvar mode=nobody", "'mode' is one of public, groups, private, admins. .getvar mode"),
        (".setvar prefix=abc", "'prefix' is one to three signs"),
        (".setvar strangers=maybe", "'strangers' is on or off."),
        (".setvar mod=groups", "There is no setting called 'mod'. Did you mean mode?"),
        (".getvar", "Which one?"),
        (".delvar " + "x" * 3000, "There is no setting called 'xxx"),
    ],
)
def test_what_is_wrong_with_a_setting_is_said(bot: TestBot, text: str, answer: str) -> None:
    assert owner(bot, text).startswith(answer)


def test_settings_are_the_owners(bot: TestBot) -> None:
    refused = bot.send(".vars", **GROUP, **by(ALICE))
    for text in (".setvar mode=groups", ".getvar mode", ".prefix !", ".mode groups"):
        refused += bot.send(text, **GROUP, **by(ALICE))
    (sent,) = refused  # as it is said once a minute
    assert sent.text == "Only the bot's owner may use this command."
    assert bot.state.settings.text("mode") == "public"
    assert bot.state.settings.text("prefix") == ""


def test_every_setting_fits_into_one_answer(bot: TestBot) -> None:
    assert len(owner(bot, ".vars")) < 4000


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_chat_has_a_language(bot: TestBot, code: str) -> None:
    for word in (code, LANGUAGES[code]):
        answer = bot.say(f".setlang {word}", **GROUP, **by(ALICE))
        assert LANGUAGES[code] in answer
        assert bot.state.settings.text("language", GROUP["chat"]) == code
    assert bot.state.settings.text("language", "1203630002@g.us") == ""


@pytest.mark.parametrize(("name", "words"), [("setlang", "es"), ("timezone", "Madrid")])
def test_a_chat_is_its_admins_or_whose_it_is(bot: TestBot, name: str, words: str) -> None:
    setting = {"setlang": "language", "timezone": "timezone"}[name]
    refused = bot.say(f".{name} {words}", **GROUP, **by(BOB))
    assert refused == "Only admins of the group may change that."
    assert not bot.state.settings.on(setting, GROUP["chat"])
    bot.say(f".{name} {words}", **by(BOB), chat=BOB.id)
    assert bot.state.settings.on(setting, BOB.id)


def test_no_other_language_is_spoken(bot: TestBot) -> None:
    for word in ("klingon", "x" * 5000, "‮es"):
        answer = bot.say(f".lang {word}", **GROUP, **by(ALICE))
        assert answer.startswith("I do not speak")
        assert len(answer) < 500
    assert "English" in bot.say(".lang", **GROUP, **by(ALICE))


@pytest.mark.parametrize(
    ("words", "name"),
    [("Madrid", "Europe/Madrid"), ("asia/tokyo", "Asia/Tokyo"), ("UTC+5", "Etc/GMT-5"),
     ("utc-3", "Etc/GMT+3"), ("utc", "UTC"), ("UTC+0", "UTC")],
)  # fmt: skip
def test_a_chat_has_a_time_zone(bot: TestBot, words: str, name: str) -> None:
    answer = bot.say(f".timezone {words}", **GROUP, **by(ALICE))
    assert answer.startswith(f"The time zone of this chat is {name}, where it is ")
    kept = bot.state.settings.text("timezone", GROUP["chat"])
    assert datetime.now(ZoneInfo(kept)).utcoffset() == datetime.now(ZoneInfo(name)).utcoffset()


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("Madird", "I do not know the place 'Madird'. Did you mean Madrid?"),
        ("UTC+5:30", "I know no zone with such an offset"),
        ("../../etc/passwd", "I do not know the place"),
        ("x" * 9999, "I do not know the place"),
    ],
)
def test_a_place_that_is_none_is_refused(bot: TestBot, words: str, answer: str) -> None:
    assert bot.say(f".timezone {words}", **GROUP, **by(ALICE)).startswith(answer)
    assert bot.state.settings.text("timezone", GROUP["chat"]) == ""


def test_the_time_zone_in_force_is_shown(bot: TestBot) -> None:
    answer = bot.say(".settz", **GROUP, **by(ALICE))
    assert answer.startswith("The time zone of this chat is UTC")
