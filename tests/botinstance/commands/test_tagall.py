"""Everybody in the group is mentioned."""

from __future__ import annotations

from tests.botinstance.commands.conftest import ALICE, BOB, GROUP, OWNER, TestBot, by


def test_it_works(bot: TestBot) -> None:
    (sent,) = bot.send(".tagall Dinner", **GROUP, **by(ALICE))
    assert sent.text == "Dinner\n\n@915550001 @915550002 @915550009"
    assert sent.mentions == (ALICE.id, BOB.id, OWNER.id)


def test_without_a_text_it_says_something(bot: TestBot) -> None:
    assert bot.say(".all", **GROUP, **by(ALICE)).startswith("Everybody")


def test_an_empty_group_gets_a_sentence(bot: TestBot) -> None:
    bot.link.members = ()
    assert "does not tell" in bot.say(".tagall", **GROUP, **by(OWNER))
