"""The account shows, blocks and joins what its owner says."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from botinstance.commands.owner import blocking, joining
from botinstance.link.protocol import LinkError, Media, Quoted
from tests.botinstance.commands.conftest import (
    ALICE,
    BOB,
    CROWD,
    GROUP,
    IMAGE,
    OWNER,
    TestBot,
    by,
    picture,
)

LINK = "https://chat.whatsapp.com/JoinCode1234567"


def owner(bot: TestBot, text: str, **fields: Any) -> str:
    return bot.say(text, **{**by(OWNER), **fields})


def test_the_account_gets_a_name_and_an_about_text(bot: TestBot) -> None:
    assert owner(bot, ".setname  Captain  \n Nemo ") == "The account is called Captain Nemo now."
    assert owner(bot, ".setbio At sea 🌊") == "The account has a new about text."
    assert bot.link.account.done == [("rename", "Captain Nemo"), ("describe", "At sea 🌊")]


@pytest.mark.parametrize("text", [".setname " + "x" * 26, ".setbio " + "x" * 140, ".setname"])
def test_whatsapps_limits_are_told(bot: TestBot, text: str) -> None:
    assert owner(bot, text).startswith(("That is too long: at most", "What shall it be?"))
    assert bot.link.account.done == []


def test_a_picture_becomes_the_accounts_square_jpeg(bot: TestBot) -> None:
    bot.link.media = picture(300, 100)
    assert owner(bot, ".setppbot", media=IMAGE) == "The account has a new picture."
    ((verb, jpeg),) = bot.link.account.done
    assert isinstance(jpeg, bytes)
    image = Image.open(io.BytesIO(jpeg))
    assert (verb, image.format, image.size) == ("picture", "JPEG", (640, 640))


@pytest.mark.parametrize(
    ("fields", "data", "answer"),
    [
        ({}, b"", "Send a picture with the caption .setppbot"),
        ({"quoted": Quoted(BOB.id, "hi")}, b"", "Send a picture with the caption .setppbot"),
        ({"media": Media("video", 9, "video/mp4")}, b"", "That is not a picture."),
        ({"media": Media("image", 60 << 20, "image/png")}, b"", "That is too large"),
        ({"media": IMAGE}, b"\x89PNG\r\n\x1a\nbroken", "I cannot read that picture"),
        ({"media": IMAGE}, b"", "I cannot read that picture"),
    ],
)
def test_what_is_no_picture_is_refused(
    bot: TestBot, fields: dict[str, Any], data: bytes, answer: str
) -> None:
    bot.link.media = data
    assert owner(bot, ".setppbot", **fields).startswith(answer)
    assert bot.link.account.done == []


def test_people_are_blocked_by_mention_reply_and_number(bot: TestBot) -> None:
    bot.link.account.ids["15550008"] = "915550008@lid"
    owner(bot, ".block @1 15550008", mentions=(BOB.id,))
    owner(bot, ".block", quoted=Quoted(ALICE.id))
    assert bot.link.account.blocklist == [BOB.id, "915550008@lid", ALICE.id]
    shown = owner(bot, ".blocklist").splitlines()
    assert shown == ["Blocked: 3", "@915550002", "+15550008", "@915550001"]
    (sent,) = bot.send(".unblock", quoted=Quoted(BOB.id), **by(OWNER))
    assert (sent.text, sent.mentions) == ("Not blocked any more: @915550002.", (BOB.id,))
    assert BOB.id not in bot.link.account.blocklist


def test_in_a_private_chat_the_owner_blocks_whom_it_is_with(bot: TestBot) -> None:
    owner(bot, ".block", from_me=True, chat=BOB.id)
    assert bot.link.account.blocklist == [BOB.id]


def test_the_own_account_is_not_blocked(bot: TestBot) -> None:
    for whom in (f"@{OWNER.phone}", OWNER.phone):
        answer = owner(bot, f".block {whom}", mentions=(OWNER.id,) if "@" in whom else ())
        assert answer == "I cannot block my own account."


def test_who_is_not_on_whatsapp_is_told(bot: TestBot) -> None:
    assert owner(bot, ".block 15550077") == "+15550077 is not on WhatsApp."


def test_numbers_are_not_looked_up_without_end(bot: TestBot) -> None:
    answers = [owner(bot, f".block 155501{n:02}") for n in range(blocking.CHECKS + 1)]
    assert answers[-2].endswith("is not on WhatsApp.")
    assert answers[-1].startswith(f"I may look up {blocking.CHECKS} numbers a day")


def test_nobody_is_blocked_at_first(bot: TestBot) -> None:
    assert owner(bot, ".blocklist") == "Nobody is blocked."


def test_a_refusal_of_whatsapp_is_a_sentence(bot: TestBot, monkeypatch: Any) -> None:
    def refuse(*_: object) -> None:
        raise LinkError("info query returned status 400")

    monkeypatch.setattr(bot.link.account, "block", refuse)
    answer = owner(bot, ".block", quoted=Quoted(BOB.id))
    assert answer == "WhatsApp does not let me do that. Please try again later."


def test_a_group_is_joined_only_after_a_yes(bot: TestBot) -> None:
    answer = owner(bot, f".join {LINK}")
    assert answer.endswith(f"To go ahead, write .join {LINK} yes")
    assert bot.link.account.done == []
    bot.link.account.joined.append(("1203630002@g.us", "Tea"))
    assert owner(bot, f".join {LINK} yes") == "I am in the group *Tea* now."
    assert bot.link.account.done == [("join", LINK)]


def test_where_an_admin_has_to_agree_it_is_told(bot: TestBot) -> None:
    answer = owner(bot, f".join {LINK} YES")
    assert answer == "I have asked to join: an admin of the group has to agree."


@pytest.mark.parametrize(
    "words", ["", "yes", "https://example.org/JoinCode1234567 yes", f"x{LINK} yes", "٣" * 20]
)
def test_only_an_invite_link_is_one(bot: TestBot, words: str) -> None:
    assert owner(bot, f".join {words}").startswith("That is no invite link of a group")
    assert bot.link.account.done == []


def test_few_groups_are_joined_in_a_day(bot: TestBot) -> None:
    for _ in range(joining.A_DAY):
        assert owner(bot, f".join {LINK} yes").startswith("I have asked to join")
    assert owner(bot, f".join {LINK} yes").startswith(f"I may join {joining.A_DAY} groups a day")


def test_an_old_link_is_told(bot: TestBot, monkeypatch: Any) -> None:
    def refuse(_: str) -> str:
        raise LinkError("info query returned status 410: gone")

    monkeypatch.setattr(bot.link.account, "join", refuse)
    assert owner(bot, f".join {LINK} yes").startswith("WhatsApp does not let me in")


def test_groups_are_listed_with_where_the_bot_is_an_admin(bot: TestBot) -> None:
    answer = owner(bot, ".groups")
    assert answer == "*Groups: 1*\nFriends: 1203630001@g.us"
    bot.link.members = CROWD
    assert "Friends (I am an admin): 1203630001@g.us" in owner(bot, ".groups")


def test_many_groups_come_in_pages(bot: TestBot) -> None:
    bot.link.account.joined = [(f"12036{n:04}@g.us", f"Group {n:02}") for n in range(45)]
    first = owner(bot, ".groups").splitlines()
    assert (first[0], first[-1]) == ("*Groups: 45*", ".groups 2 shows more.")
    assert owner(bot, ".groups 3").splitlines()[-1] == "Group 44: 120360044@g.us"
    assert owner(bot, ".groups 4") == "There are 3 pages only."
    for junk in ("0", "-1", "x", "٣", "9" * 50):
        assert owner(bot, f".groups {junk}").startswith("Write .groups")
    bot.link.account.joined = []
    assert owner(bot, ".groups") == "I am in no group."


def test_only_the_owner_does_any_of_it(bot: TestBot) -> None:
    for text in (".setname X", ".block 15550003", f".join {LINK} yes", ".groups"):
        bot.send(text, **GROUP, **by(ALICE))
    assert bot.link.account.done == []
