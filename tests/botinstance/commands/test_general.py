"""The commands that tell about the bot itself."""

from __future__ import annotations

from botinstance.contract.commands import COMMANDS
from botinstance.link.protocol import Quoted
from tests.botinstance.bots import config
from tests.botinstance.commands.conftest import TestBot


def test_ping_counts_from_when_the_message_was_heard(bot: TestBot) -> None:
    answer = bot.say(".ping")
    assert 0 <= int(answer.removeprefix("Pong! ").removesuffix(" ms")) < 5000


def test_alive_counts_only_commands_that_are_on(bot: TestBot) -> None:
    before = bot.say(".alive")
    bot.switch("tts", False)
    of_feature = [c for c in COMMANDS if c.feature == "tts"]
    assert _commands(bot.say(".alive")) == _commands(before) - len(of_feature)


def _commands(answer: str) -> int:
    return int(answer.partition(" commands")[0].rpartition(" ")[2])


def test_info_names_the_configured_owner(bot: TestBot) -> None:
    bot.config = config(owner="4915550003")
    assert "Owner: +4915550003" in bot.say(".info")


def test_owner_is_whoever_paired_the_bot_unless_told(bot: TestBot) -> None:
    (sent,) = bot.send(".owner")
    assert sent.text == "Test bot 15550009"
    bot.config = config(owner="4915550003")
    (sent,) = bot.send(".owner")
    assert sent.text == "Owner of Test bot 4915550003"


def test_jid_tells_who_asks_is_quoted_or_mentioned(bot: TestBot) -> None:
    assert "Person: 915550001@lid\nPhone: +15550001" in bot.say(".jid")
    assert "Person: 1@lid" in bot.say(".jid", quoted=Quoted("1@lid"))
    assert "Person: 2@lid" in bot.say(".jid @2", mentions=("2@lid",), quoted=Quoted("1@lid"))
