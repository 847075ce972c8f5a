"""Whom the bot obeys and whom it ignores is up to its owner."""

from __future__ import annotations

from typing import Any

import pytest

from botinstance.contract.command import Permission
from botinstance.link.group import Member
from botinstance.link.protocol import Quoted
from tests.botinstance.commands.conftest import ALICE, BOB, CAROL, GROUP, OWNER, TestBot, by


def owner(bot: TestBot, text: str, **fields: Any) -> str:
    return bot.say(text, **by(OWNER), **fields)


@pytest.fixture
def known(bot: TestBot) -> TestBot:
    """The link knows the numbers behind the ids."""
    for member in (ALICE, BOB, CAROL, OWNER):
        bot.link.account.ids[member.phone] = member.id
    return bot


def may_restart(bot: TestBot, who: Member) -> bool:
    return bot.scene().permission_of(who.id, who.phone, "") >= Permission.SUDO


@pytest.mark.parametrize("command", [".addsudo", ".sudo add"])
def test_the_owner_names_admins_of_the_bot(known: TestBot, command: str) -> None:
    (sent,) = known.send(f"{command} @{BOB.id}", mentions=(BOB.id,), **by(OWNER))
    assert sent.text == "Now an admin of this bot: @15550002."
    assert sent.mentions == ("15550002@s.whatsapp.net",)
    assert may_restart(known, BOB)
    assert not may_restart(known, CAROL)
    assert owner(known, ".sudolist") == "Admins of this bot: @15550002"


@pytest.mark.parametrize("command", [".delsudo", ".sudo del", ".sudo remove"])
def test_and_takes_that_back(known: TestBot, command: str) -> None:
    owner(known, ".addsudo 15550002 15550003")
    owner(known, f"{command} 15550002")
    assert not may_restart(known, BOB)
    assert may_restart(known, CAROL)


def test_whose_number_is_hidden_is_an_admin_by_id(bot: TestBot) -> None:
    owner(bot, ".addsudo", quoted=Quoted(BOB.id))
    assert may_restart(bot, BOB)
    assert may_restart(bot, Member(BOB.id))
    assert owner(bot, ".sudolist") == "Admins of this bot: @915550002"


def test_nobody_else_names_admins(known: TestBot) -> None:
    owner(known, ".addsudo 15550002")
    answer = known.say(".addsudo 15550003", **by(BOB))
    assert answer == "Only the bot's owner may use this command."
    for command in (".delsudo", ".sudo add"):
        known.send(f"{command} 15550003", **by(BOB))
    assert known.state.settings.items("sudo") == ["15550002"]


def test_the_owner_needs_no_rights(bot: TestBot) -> None:
    assert owner(bot, ".addsudo 15550009") == "My owner may do everything already."


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (".sudo", "I have no admins but my owner."),
        (".sudo make 15550002", "Write .sudo add @person"),
        (".addsudo", "Whom? Mention people behind .addsudo"),
        (".delsudo 15550002", "They are no admins of this bot."),
        (".addsudo 0555", "0555 lacks its country code"),
    ],
)
def test_what_is_wrong_is_said(bot: TestBot, text: str, answer: str) -> None:
    assert owner(bot, text).startswith(answer)


def test_the_banned_get_no_answer_anywhere(known: TestBot) -> None:
    owner(known, ".ban 15550002")
    assert known.hear(".ping", **by(BOB)) == []
    assert known.hear(".ping", **GROUP, **by(BOB)) == []
    assert known.hear(".ping", **GROUP, **by(CAROL)) != []
    assert owner(known, ".banlist") == "Ignored people: @15550002"
    owner(known, ".unban 15550002")
    assert known.hear(".ping", **by(BOB)) != []


def test_the_banned_are_known_by_id_where_their_number_is_hidden(bot: TestBot) -> None:
    owner(bot, ".ban", quoted=Quoted(BOB.id))
    assert bot.hear(".ping", **by(BOB)) == []
    assert bot.hear(".ping", sender=BOB.id, sender_phone="") == []


def test_what_the_banned_say_reaches_nobody(known: TestBot) -> None:
    owner(known, ".ban 15550002")
    known.state.settings.set("autoread", True)
    known.hear("hello", **by(BOB))
    assert known.link.shown == []
    known.hear("hello", **by(ALICE))
    assert known.link.shown != []


def test_the_owner_and_the_bot_are_never_banned(bot: TestBot) -> None:
    for whom in ("15550009", f"@{OWNER.phone}"):
        mentions = (OWNER.id,) if whom.startswith("@") else ()
        assert owner(bot, f".ban {whom}", mentions=mentions) == (
            "My owner and I cannot be ignored."
        )


def test_admins_ban_but_not_each_other(known: TestBot) -> None:
    owner(known, ".addsudo 15550002 15550003")
    assert known.say(".ban 15550001", **by(BOB)) == "I ignore from now on: @15550001."
    assert known.say(".ban 15550003", **by(BOB)) == "Only my owner can ban an admin of this bot."
    assert ".delsudo" in owner(known, ".ban 15550003")


def test_a_group_admin_cannot_ban(bot: TestBot) -> None:
    assert bot.say(".ban 15550002", **GROUP, **by(ALICE)) == (
        "Only the bot's admins may use this command."
    )


def test_a_banned_chat_is_quiet_but_for_the_owner(bot: TestBot) -> None:
    assert owner(bot, ".banchat", **GROUP).startswith("I ignore the chat 1203630001@g.us")
    assert bot.hear(".ping", **GROUP, **by(ALICE)) == []
    assert bot.hear(".ping", **by(ALICE)) != []
    assert bot.hear(".ping", **GROUP, **by(OWNER)) != []
    assert owner(bot, ".banlist") == "Ignored chats: 1203630001@g.us"
    owner(bot, ".unbanchat 1203630001@g.us")
    assert bot.hear(".ping", **GROUP, **by(ALICE)) != []
    assert owner(bot, ".banlist") == "I ignore nobody."


def test_only_an_id_is_a_chat(bot: TestBot) -> None:
    for junk in ("x", "status@broadcast", "1" * 60 + "@g.us", "1@g.us\n"):
        assert owner(bot, f".banchat {junk}x").startswith("That is no id of a chat.")
