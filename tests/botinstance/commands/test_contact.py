"""vcard makes a contact card; me tells people who they are here."""

from __future__ import annotations

import pytest

from tests.botinstance.commands.conftest import ALICE, BOB, GROUP, OWNER, TestBot, by


@pytest.mark.parametrize(
    ("words", "card"),
    [
        ("+15550001234 Bob", "Bob 15550001234"),
        ("15550001234 Bob", "Bob 15550001234"),
        ("+1 (555) 000-1234  Bob   Ross 3", "Bob Ross 3 15550001234"),
        ("+15550001234 محمد 😀", "محمد 😀 15550001234"),
        ("+15550001234 " + "B" * 5000, "B" * 60 + " 15550001234"),
        ("+15550001234 Bob\nEND:VCARD\x00", "Bob END:VCARD 15550001234"),
    ],
)
def test_a_card_is_made(bot: TestBot, words: str, card: str) -> None:
    (sent,) = bot.send(f".vcard {words}")
    assert (sent.kind, sent.text) == ("contact card", card)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "Write a number with its country code, then a name."),
        ("Bob", "Write a number with its country code, then a name."),
        ("+15550001234", "Write a number with its country code, then a name."),
        ("١٢٣٤٥٦٧٨٩ Bob", "Write a number with its country code, then a name."),
        ("+15550001234 \u200f", "Write a name behind the number."),
        ("+1 555 Bob", "The phone number must have 7 to 15 digits"),
        ("0155500012 Bob", "The phone number must start with the country code"),
        ("5" * 5000 + " Bob", "The phone number must be a text such as"),
    ],
)
def test_what_makes_no_card_gets_a_sentence(bot: TestBot, words: str, why: str) -> None:
    answer = bot.say(f".contact {words}")
    assert answer.startswith(why)
    assert answer.endswith("Example: .vcard +15550001234 Bob")


def test_me_tells_the_number_in_private(bot: TestBot) -> None:
    assert bot.say(".me", **by(BOB)) == "*Alice*\nNumber: +15550002\nRole: user of this bot"


def test_me_tells_no_number_to_a_group(bot: TestBot) -> None:
    answer = bot.say(".whoami", **GROUP, **by(BOB))
    assert answer == "*Alice*\nId: 915550002@lid\nRole: member of this group"


def test_me_knows_admins_and_the_owner(bot: TestBot) -> None:
    assert bot.say(".me", **GROUP, **by(ALICE)).endswith("Role: admin of this group")
    assert bot.say(".me", **GROUP, **by(OWNER)).endswith("Role: owner of this bot")
    assert bot.say(".me", **by(ALICE)).endswith("Role: user of this bot")


def test_me_without_a_name_or_a_number(bot: TestBot) -> None:
    answer = bot.say(".me", sender_name="\n\u200f", sender_phone="")
    assert answer.startswith("*No name*\nId: 915550001@lid\n")
    assert len(bot.say(".me", sender_name="x" * 5000)) < 200
