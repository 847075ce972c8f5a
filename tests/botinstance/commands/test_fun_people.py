"""People are matched, rated and praised: the same all day, and mentioned where they are meant."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from botinstance.commands.fun.deck import lines
from botinstance.link.protocol import Quoted
from tests.botinstance.commands.conftest import ALICE, BOB, GROUP, OWNER, TestBot, by

NOON = 1_767_268_800.0  # 2026-01-01 12:00 UTC
HOUR, DAY = 3600.0, 86400.0
AT_BOB = {"mentions": (BOB.id,), **GROUP, **by(ALICE)}


def days(count: int = 300) -> Iterator[float]:
    return (NOON + DAY * n for n in range(count))


def test_a_pair_keeps_its_number_for_the_day_in_any_order(bot: TestBot) -> None:
    first = bot.say(".ship Alice and Bob", at=NOON).split("\n")
    assert first[0] == "Alice ❤ Bob"
    for names in ("BOB,  alice", "bob & ALICE", "Bob ❤️ Alice", "Alice Bob"):
        again = bot.say(f".love {names}", at=NOON + 11 * HOUR).split("\n")
        assert first[1:] == again[1:]


def test_a_pair_has_another_number_on_other_days(bot: TestBot) -> None:
    shown = {bot.say(".ship Alice Bob", at=at).split("\n")[1] for at in days()}
    assert len(shown) > 50


def test_the_bar_shows_the_number(bot: TestBot) -> None:
    for at in days():
        bar, number = bot.say(".ship Alice Bob", at=at).split("\n")[1].split(" ")
        percent = int(number.removesuffix("%"))
        assert len(bar) == 10
        assert abs(bar.count("█") * 10 - percent) <= 5


def test_whoever_is_shipped_by_mention_is_mentioned(bot: TestBot) -> None:
    both = {**AT_BOB, "mentions": (OWNER.id, BOB.id)}
    (sent,) = bot.send(".ship @915550002 and @915550009", **both)
    assert sent.text.startswith("@915550002 ❤ @915550009\n")
    assert sent.mentions == (BOB.id, OWNER.id)


def test_a_mention_may_stand_beside_a_name(bot: TestBot) -> None:
    (sent,) = bot.send(".ship @915550002 and Anna Maria", **AT_BOB)
    assert sent.text.startswith("@915550002 ❤ Anna Maria\n")
    assert sent.mentions == (BOB.id,)


@pytest.mark.parametrize("text", [".ship @915550002", ".ship"])
def test_one_person_is_shipped_with_who_asks(bot: TestBot, text: str) -> None:
    how = {"mentions": (BOB.id,)} if "@" in text else {"quoted": Quoted(BOB.id)}
    (sent,) = bot.send(text, **GROUP, **by(ALICE), **how)
    assert sent.text.startswith("@915550001 ❤ @915550002\n")
    assert sent.mentions == (ALICE.id, BOB.id)


def test_who_asks_is_one_person_by_number_and_by_lid(bot: TestBot) -> None:
    text, number = ".ship @15550001 Bob", "15550001@s.whatsapp.net"
    by_number = bot.say(text, mentions=(number,), at=NOON)
    assert by_number == bot.say(".ship @915550001 Bob", mentions=(ALICE.id,), at=NOON)


@pytest.mark.parametrize(
    ("names", "why"),
    [
        ("", "Name or mention two people, like .ship Alice and Bob."),
        ("Anna Maria Bob", "Name or mention two people, like .ship Alice and Bob."),
        ("a, b, c", "Name or mention two people, like .ship Alice and Bob."),
        ("Bob and bob", "That is one person: name two, like .ship Alice and Bob."),
        ("Bob and " + "b" * 31, "A name has 1 to 30 characters"),
        ("Bob and \u200b", "A name has 1 to 30 characters"),
        ("b" * 201, "That is too long for me: name two people"),
    ],
)
def test_what_are_not_two_people_gets_a_sentence(bot: TestBot, names: str, why: str) -> None:
    assert bot.say(f".ship {names}", **GROUP).startswith(why)


def test_a_rating_stays_for_the_day_and_mentions_who_is_rated(bot: TestBot) -> None:
    first = bot.send(".rate Funny @915550002", at=NOON, **AT_BOB)[0]
    again = bot.send(".rate Funny", at=NOON + HOUR, quoted=Quoted(BOB.id), **GROUP)[0]
    assert first.text == again.text
    assert first.text.startswith("@915550002 is ")
    assert first.mentions == again.mentions == (BOB.id,)
    assert len({bot.say(".rate Funny", at=at) for at in days()}) > 50


def test_how_cool_needs_no_trait(bot: TestBot) -> None:
    assert "% cool today." in bot.say(".howcool @915550002", **AT_BOB)


@pytest.mark.parametrize("trait", ["a rude word", "ugly", "c00l", "www.example.com", "😀"])
def test_only_kind_or_harmless_traits_are_rated(bot: TestBot, trait: str) -> None:
    assert bot.say(f".rate {trait}").startswith("I rate how cool, funny, kind")


@pytest.mark.parametrize("command", ["rate kind", "compliment"])
def test_only_one_person_at_a_time(bot: TestBot, command: str) -> None:
    answer = bot.say(f".{command} @915550001 @915550002", mentions=(ALICE.id, BOB.id))
    assert answer.startswith("One person at a time")


def test_a_compliment_is_for_somebody(bot: TestBot) -> None:
    (sent,) = bot.send(".compliment @915550002", **AT_BOB)
    assert sent.text.removeprefix("@915550002, ") in lines("compliments")
    assert sent.mentions == (BOB.id,)
    (sent,) = bot.send(".compliment", quoted=Quoted(BOB.id), **GROUP)
    assert sent.mentions == (BOB.id,)
    (sent,) = bot.send(".compliment", **GROUP, **by(ALICE))
    assert (sent.text[:11], sent.mentions) == ("@915550001,", (ALICE.id,))
    (sent,) = bot.send(".compliment Anna Maria", quoted=Quoted(BOB.id), **GROUP)
    assert (sent.text[:11], sent.mentions) == ("Anna Maria,", ())
