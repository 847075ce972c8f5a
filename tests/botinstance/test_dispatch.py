"""Who gets which answer to what."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from botinstance import registry
from botinstance.contract.command import Command
from botinstance.dispatch import Call, is_command, parse
from botinstance.link.protocol import LinkDown
from tests.botinstance.bots import config
from tests.botinstance.commands.conftest import ALICE, BOB, GROUP, OWNER, TestBot, by
from tests.botinstance.conftest import MessageMaker


def test_it_works(bot: TestBot) -> None:
    assert bot.say(".calc 1+1") == "2"


@pytest.mark.parametrize(
    ("text", "call"),
    [
        (".ping", Call("ping", "")),
        (".tts  de  Guten  Tag ", Call("tts", "de  Guten  Tag")),
        (".calc\n1+1", Call("calc", "1+1")),
        ("ping", None),
        ("", None),
        (".", None),
        (". ping", None),
    ],
)
def test_a_command_is_prefix_word_and_arguments(text: str, call: Call | None) -> None:
    assert parse(text, ".") == call


def test_a_prefix_may_be_longer() -> None:
    assert parse("!!ping", "!!") == Call("ping", "")
    assert parse("!ping", "!!") is None


def test_news_of_ten_minutes_ago_is_old(message: MessageMaker) -> None:
    assert is_command(message(".ping"), config())
    assert not is_command(message(".ping", at=time.time() - 601), config())


def test_what_is_no_command_is_met_with_silence(bot: TestBot) -> None:
    assert bot.send("hello") == []
    assert bot.send(".xyzzy plugh") == []
    assert bot.send("...") == []


def test_a_slip_of_the_finger_gets_a_hint(bot: TestBot) -> None:
    assert bot.say(".pnig") == "Did you mean .ping?"


def test_the_answer_quotes_the_question(bot: TestBot) -> None:
    (sent,) = bot.send(".ping", id="3EB0QUESTION")
    assert sent.quotes == "3EB0QUESTION"


def test_a_feature_that_is_off_says_so(bot: TestBot) -> None:
    bot.switch("tts", False)
    assert bot.say(".tts hello") == (
        "Text to speech is switched off for this bot. Its owner can switch it on in the dashboard."
    )


def test_a_group_command_in_private_says_so(bot: TestBot) -> None:
    assert bot.say(".tagall") == "This command works in groups only."


def test_an_admins_command_is_refused_to_others(bot: TestBot) -> None:
    refused = "Only admins of the group may use this command."
    assert bot.say(".tagall", **GROUP, **by(BOB)) == refused
    assert bot.say(".tagall", **GROUP, **by(ALICE)) != refused


def test_an_admin_is_known_by_phone_where_the_id_differs(bot: TestBot) -> None:
    by_phone = {"sender": "15550001@s.whatsapp.net", "sender_phone": "15550001"}
    assert "@915550002" in bot.say(".tagall", **GROUP, **by_phone)


def test_somebody_without_a_known_phone_is_nobodys_namesake(bot: TestBot) -> None:
    stranger = {"sender": "99@lid", "sender_phone": ""}
    bot.link.members = [replace(ALICE, phone="")]
    assert bot.say(".tagall", **GROUP, **stranger).startswith("Only admins")


def test_the_owner_may_do_everything(bot: TestBot) -> None:
    assert "@915550001" in bot.say(".tagall", **GROUP, **by(OWNER))


def test_what_is_typed_on_the_bots_own_phone_is_the_owners(bot: TestBot) -> None:
    bot.config = config(owner="4915550003")
    assert "@915550001" in bot.say(".tagall", from_me=True, **GROUP, **by(OWNER))


def test_a_configured_owner_takes_the_place_of_who_paired(bot: TestBot) -> None:
    bot.config = config(owner="15550002")
    assert "@915550001" in bot.say(".tagall", **GROUP, **by(BOB))


def test_too_soon_is_said_once(bot: TestBot) -> None:
    bot.send(".tagall", **GROUP, **by(ALICE))
    assert bot.say(".tagall", **GROUP, **by(ALICE)).startswith("Please wait ")
    assert bot.send(".tagall", **GROUP, **by(ALICE)) == []


def test_the_owner_need_not_wait(bot: TestBot) -> None:
    for _ in range(2):
        assert "@915550001" in bot.say(".tagall", **GROUP, **by(OWNER))


def broken(bot: TestBot, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def run(_context: object) -> str:
        raise error

    def handler(_command: Command) -> registry.Handler:
        return run

    monkeypatch.setattr(registry, "handler", handler)


def test_a_fault_gets_a_reference_that_the_log_knows(
    bot: TestBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken(bot, monkeypatch, ValueError("the cause"))
    answer = bot.say(".ping")
    reference = answer.partition("(ref ")[2][:6]
    assert answer.startswith("That did not work")
    assert len(reference) == 6
    assert reference in caplog.text
    assert "the cause" in caplog.text
    assert "the cause" not in answer


def test_a_command_whose_file_is_broken_costs_only_itself(bot: TestBot) -> None:
    command = replace(registry.find("ping"), handler="botinstance.commands.missing:run")  # type: ignore[type-var]
    with pytest.raises(ImportError):
        registry.handler(command)  # type: ignore[arg-type]
    assert bot.say(".calc 1+1") == "2"


def test_without_a_link_the_command_is_asked_for_again(bot: TestBot) -> None:
    bot.link.down = True
    with pytest.raises(LinkDown):
        bot.send(".ping")


def test_an_answer_that_whatsapp_refuses_is_given_up(
    bot: TestBot, caplog: pytest.LogCaptureFixture
) -> None:
    bot.link.refuse = True
    assert bot.send(".ping") == []
    assert "'ping' was refused" in caplog.text


def test_what_people_write_stays_out_of_the_log(
    bot: TestBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    bot.send(".tts my secret")
    bot.link.refuse = True
    bot.send(".calc 424242+1")
    assert "secret" not in caplog.text
    assert "424242" not in caplog.text
