"""antilink, antiword, antispam, antitag, antimedia, adminonly: what a group keeps out."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from botinstance.commands.protection.counts import Counts
from botinstance.contract.watchers.protection import WATCHERS
from botinstance.link.protocol import LinkDown, Media
from botinstance.link.recording import Sent
from botinstance.state.allowance import Allowance
from tests.botinstance.commands.conftest import ALICE, BOB, CAROL, CROWD, GROUP, OWNER, TestBot, by

CHAT = GROUP["chat"]
STICKER = Media("sticker", 1000, "image/webp")
CASES: dict[str, dict[str, Any]] = {  # what each guard keeps out, once it is switched on
    "antilink on": {"text": "see example.com"},
    "antiword on": {"text": "a swindle"},
    "antitag on 1": {"text": "hi", "mentions": (ALICE.id, CAROL.id)},
    "antimedia sticker on": {"text": "", "media": STICKER},
    "antisticker on": {"text": "", "media": STICKER},
    "antiimage on": {"text": "look", "media": Media("image")},
    "antivideo on": {"text": "", "media": Media("video")},
    "antiaudio on": {"text": "", "media": Media("audio", voice=True)},
    "antidoc on": {"text": "", "media": Media("document", name="a.pdf")},
}


@pytest.fixture
def group(bot: TestBot) -> TestBot:
    """A group whose admin the bot is, with all of protection allowed."""
    bot.link.members = CROWD
    bot.switch("antilink", True)
    bot.state.settings.set("antiword_words", ["swindle"], CHAT)
    return bot


def ask(bot: TestBot, text: str, **fields: Any) -> str:
    """An admin's command, and the answer."""
    return bot.say(f".{text}", **GROUP, **by(ALICE), **fields)


def hear(bot: TestBot, text: str = "see example.com", **fields: Any) -> list[Sent]:
    """What the bot does when Bob, or somebody else, says this."""
    return bot.hear(text, **{**GROUP, **by(BOB), **fields})


def kinds(sent: list[Sent]) -> list[str]:
    return [it.kind for it in sent]


@pytest.mark.parametrize("command", CASES)
def test_it_deletes_and_says_why(group: TestBot, command: str) -> None:
    ask(group, command)
    deleted, said = hear(group, **CASES[command], id="3EB0BAD")
    assert (deleted.kind, deleted.quotes) == ("deleted message", "3EB0BAD")
    assert said.text.startswith("@915550002 ")
    assert said.mentions == (BOB.id,)


@pytest.mark.parametrize("command", CASES)
def test_what_else_is_said_passes(group: TestBot, command: str) -> None:
    ask(group, command)
    assert hear(group, "e.g. 3.5 swindlers", mentions=(ALICE.id,)) == []
    assert hear(group, "", media=Media("contact")) == []


@pytest.mark.parametrize("command", CASES)
@pytest.mark.parametrize("who", [ALICE, OWNER], ids=["admin", "owner"])
def test_admins_and_the_owner_are_exempt(group: TestBot, command: str, who: Any) -> None:
    ask(group, command)
    assert hear(group, **CASES[command], **by(who)) == []
    assert hear(group, **CASES[command], from_me=True) == []


@pytest.mark.parametrize("command", CASES)
def test_the_bots_own_admins_are_exempt(group: TestBot, command: str) -> None:
    ask(group, command)
    group.state.settings.set("sudo", [BOB.phone])
    assert hear(group, **CASES[command]) == []


@pytest.mark.parametrize("command", CASES)
def test_switched_off_it_lets_everything_pass(group: TestBot, command: str) -> None:
    ask(group, command)
    assert "Off: " in ask(group, " ".join([*command.split()[:-1], "off"]).replace("on off", "off"))
    assert hear(group, **CASES[command]) == []


@pytest.mark.parametrize("command", CASES)
def test_a_feature_that_is_off_guards_nothing(group: TestBot, command: str) -> None:
    ask(group, command)
    for feature in ("antilink", "protection"):
        group.switch(feature, False)
    assert hear(group, **CASES[command]) == []


def test_other_chats_are_not_guarded(group: TestBot) -> None:
    ask(group, "antilink on")
    assert hear(group, chat="1203630002@g.us") == []
    assert group.hear("see example.com") == []


def test_a_command_with_a_link_is_deleted_and_not_answered(group: TestBot) -> None:
    ask(group, "antilink on")
    assert kinds(hear(group, ".calc 1+1 example.com")) == ["deleted message", "text"]


def test_a_caption_is_read_as_well(group: TestBot) -> None:
    ask(group, "antilink on")
    assert kinds(hear(group, media=Media("image"))) == ["deleted message", "text"]


def test_the_reason_is_said_once_a_minute(group: TestBot) -> None:
    ask(group, "antilink on")
    hear(group)
    assert kinds(hear(group)) == ["deleted message"]
    other = {"sender": "915550005@lid", "sender_phone": "15550005"}
    assert kinds(hear(group, **other)) == ["deleted message", "text"]


def test_a_warning_is_counted_with_the_others(group: TestBot) -> None:
    ask(group, "antilink warn")
    _, said = hear(group)
    assert said.text.startswith("Warning 1 of 3 for @915550002: Links are not allowed")
    hear(group)  # no warning within a minute of another: nobody could have read that one
    assert len(group.state.records.get("warns", CHAT, BOB.phone)) == 1


def test_who_is_to_go_goes(group: TestBot) -> None:
    ask(group, "antilink kick")
    deleted, said = hear(group)
    assert deleted.kind == "deleted message"
    assert group.link.groups.done == [("remove", BOB.id)]
    assert said.text.startswith("@915550002 was removed.")


def test_nobody_is_said_to_be_gone_who_is_not(group: TestBot) -> None:
    ask(group, "antilink kick")
    group.link.groups.errors = {BOB.id: 403}
    assert kinds(hear(group)) == ["deleted message"]


def test_a_guard_that_is_no_admin_says_so_once_a_day(group: TestBot) -> None:
    ask(group, "antilink on")
    now = [1000.0]
    allowance = Allowance(group.state.records, lambda: now[0])
    group.state = replace(group.state, allowance=allowance)
    group.link.members = (ALICE, BOB, OWNER)
    (said,) = hear(group)
    assert "make me an admin" in said.text
    assert hear(group) == []
    now[0] += 86400
    assert len(hear(group)) == 1


@pytest.mark.parametrize("command", CASES)
def test_who_cannot_guard_says_so_at_once(group: TestBot, command: str) -> None:
    group.link.members = (ALICE, BOB, OWNER)
    assert ask(group, command) == "Make me an admin of this group first."


def test_without_a_link_the_message_is_dealt_with_later(group: TestBot) -> None:
    ask(group, "antilink warn")
    group.link.down = True
    with pytest.raises(LinkDown):
        hear(group, id="3EB0LATER")
    group.link.down = False
    assert kinds(hear(group, id="3EB0LATER")) == ["deleted message", "text"]


def test_only_invitations_if_the_group_wants_it_so(group: TestBot) -> None:
    assert "invitations" in ask(group, "antilink invites on")
    assert hear(group) == []
    assert kinds(hear(group, "chat.whatsapp.com/AbC"))[0] == "deleted message"
    ask(group, "antilink all")
    assert kinds(hear(group))[0] == "deleted message"


def test_sites_can_be_allowed(group: TestBot) -> None:
    answer = ask(group, "antilink on allow https://www.example.com/x example.org")
    assert answer.endswith("Allowed: example.com, example.org")
    assert hear(group, "shop.example.com and EXAMPLE.ORG/x") == []
    assert kinds(hear(group, "example.com and evil.net"))[0] == "deleted message"
    ask(group, "antilink disallow example.com")
    assert kinds(hear(group, "example.com"))[0] == "deleted message"


def test_words_are_listed_and_taken_off(group: TestBot) -> None:
    assert ask(group, "antiword add Fráud, SCAM") == (
        "3 words are on the list. Off: I let messages with such words pass. "
        "Write .antiword on to keep them out."
    )
    assert ask(group, "antiword list") == "fraud, scam, swindle"
    assert ask(group, "antiword del swindle scam").startswith("1 word is")
    assert ask(group, "antiword del fraud").startswith("0 words are")
    assert "no word" in ask(group, "antiword list")


def flood(bot: TestBot, times: list[float], **fields: Any) -> int:
    """How many of the messages at these times are deleted."""
    return sum(
        it.kind == "deleted message" for at in times for it in hear(bot, "hi", at=at, **fields)
    )


def test_any_flood_loses_what_is_too_much(group: TestBot) -> None:
    chance = random.Random(5)
    for n in range(200):
        most, seconds = chance.randint(2, 9), chance.randint(2, 30)
        ask(group, f"antispam on {most}/{seconds}")
        times = [1000.0 + seconds * i / 20 for i in range(chance.randint(1, 19))]
        who = {"sender": f"{n}@lid", "sender_phone": f"49{n:07}"}
        assert flood(group, times, **who) == max(0, len(times) - most)


def test_any_number_of_slow_messages_passes(group: TestBot) -> None:
    chance = random.Random(6)
    for n in range(50):
        most, seconds = chance.randint(2, 9), chance.randint(2, 30)
        ask(group, f"antispam on {most} {seconds}")
        times = [1000.0 + i * (seconds / most + 0.01) for i in range(40)]
        who = {"sender": f"{n}@lid", "sender_phone": f"49{n:07}"}
        assert flood(group, times, **who) == 0


def test_the_same_message_counts_once() -> None:
    counts = Counts()
    assert [counts.count("c", "p", "3EB01", 5.0, 10) for _ in range(3)] == [1, 1, 1]
    assert counts.count("c", "p", "3EB02", 6.0, 10) == 2
    assert counts.count("c", "q", "3EB02", 6.0, 10) == 1


def test_a_message_counts_for_so_many_seconds() -> None:
    counts = Counts()
    assert counts.count("c", "p", "3EB01", 5.0, 10) == 1
    assert counts.count("c", "p", "3EB02", 14.9, 10) == 2
    assert counts.count("c", "p", "3EB03", 15.0, 10) == 2


def test_any_number_of_mentions_is_judged_by_the_limit(group: TestBot) -> None:
    chance = random.Random(7)
    for _ in range(200):
        most, count = chance.randint(1, 20), chance.randint(0, 25)
        ask(group, f"antitag on {most}")
        people = [f"{n}@lid" for n in range(count)]
        sent = hear(group, mentions=(*people, *people[:3]))
        assert (kinds(sent)[:1] == ["deleted message"]) is (count > most)


def test_kinds_of_media_are_kept_out_each_in_its_own_way(group: TestBot) -> None:
    ask(group, "antisticker kick")
    answer = ask(group, "antimedia images warn")
    assert answer == "Stickers: a reason to be removed.\nPictures: deleted, with a warning."
    assert ask(group, "antiimage") == answer
    assert hear(group, "", media=Media("video")) == []
    assert "Warning 1" in str(hear(group, "", media=Media("image"))[1])
    assert ask(group, "antimedia off").startswith("Off: ")


@pytest.mark.parametrize("command", ["antilink", "antiword", "antispam", "antitag"])
def test_on_takes_up_what_was_chosen(group: TestBot, command: str) -> None:
    assert ask(group, command).startswith("Off: ")
    assert "delete" in ask(group, f"{command} on")
    assert "remove" in ask(group, f"{command} KICK")
    assert "remove" in ask(group, f"{command} on")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("antilink maybe", "I do not know 'maybe'. Write .antilink on|off"),
        ("antilink allow", "Write them like this: .antilink allow example.org"),
        ("antilink allow nonsense", "'nonsense' is no site"),
        ("antilink allow " + " ".join(f"a{n}.org" for n in range(51)), "at most 50 sites"),
        ("antilink " + "x" * 60000, "I do not know 'xxxx"),
        ("antiword add", "Write them behind .antiword add"),
        ("antiword add ...", "Write them behind"),
        ("antiword add " + "x" * 41, "40 characters at most"),
        ("antiword add " + " ".join(f"w{n}" for n in range(101)), "100 words at most"),
        ("antiword \u202eon", "I do not know"),
        ("antispam 1", "write one from 2 to 25"),
        ("antispam 5/0", "write one from 2 to 300"),
        ("antispam 5/10/15", "I do not know '15'"),
        ("antispam -5", "write one from 2 to 25"),
        ("antispam 999999999999999", "write one from 2 to 25"),
        ("antispam ٥", "more than 5 messages"),
        ("antitag 0", "write one from 1 to 1000"),
        ("antitag 😀", "I do not know '😀'"),
        ("antimedia cat on", "I do not know 'cat'"),
        ("antimedia sticker on off", "I do not know 'off'"),
        ("antisticker maybe", "I do not know 'maybe'"),
        ("adminonly maybe", "I do not know 'maybe'. Write .adminonly on|off"),
    ],
)
def test_what_it_does_not_understand_it_says(group: TestBot, text: str, words: str) -> None:
    assert words in ask(group, text)


@pytest.mark.parametrize("command", [*CASES, "antispam on", "antifake +49", "adminonly on"])
def test_members_switch_nothing(group: TestBot, command: str) -> None:
    before = group.say(f".{command}", **GROUP, **by(BOB))
    assert before == "Only admins of the group may use this command."


def test_an_antilink_that_the_dashboard_has_off_says_so(group: TestBot) -> None:
    group.switch("antilink", False)
    assert ask(group, "antilink on").endswith("can switch it on in the dashboard.")


def test_where_only_admins_are_served_others_are_told_so(group: TestBot) -> None:
    ask(group, "adminonly on")
    assert group.say(".ping", **GROUP, **by(BOB)) == "In this group I answer only its admins."
    assert ask(group, "ping").startswith("Pong")
    assert ask(group, "onlyadmin off") == "Off: in this group I answer everybody."
    assert group.say(".ping", **GROUP, **by(BOB)).startswith("Pong")


def test_every_guard_is_asked_before_a_message_is_kept() -> None:
    names = [watcher.name for watcher in WATCHERS]
    assert names.index("keeping") > max(map(names.index, ("antispam", "antilink", "antimedia")))
