"""The process: started anew, saved, and asked what went wrong."""

from __future__ import annotations

import json
import logging
import subprocess
from typing import Any

import pytest

from botinstance import recent
from botinstance.commands.owner import restart
from botinstance.contract.exits import NO_RESTART, Exit
from botinstance.life import Life
from tests.botinstance.commands.conftest import ALICE, BOB, GROUP, OWNER, TestBot, by


def owner(bot: TestBot, text: str, **fields: Any) -> str:
    return bot.say(text, **{**by(OWNER), **fields})


def test_it_restarts_once_it_has_said_so(bot: TestBot) -> None:
    life = bot.vitals.life
    (sent,) = bot.send(".restart", **by(OWNER))
    assert sent.text == "Restarting: I am back in some seconds."
    assert life.ended
    assert life.exit is Exit.RESTART
    assert Exit.RESTART not in NO_RESTART
    assert Exit.RESTART != Exit.OK, "systemd restarts a unit on failure only"


def test_nobody_else_restarts_it(bot: TestBot) -> None:
    bot.send(".restart", **GROUP, **by(ALICE))
    assert not bot.vitals.life.ended


def test_it_does_not_restart_without_end(bot: TestBot) -> None:
    for _ in range(restart.A_DAY):
        bot.vitals.life = Life()
        owner(bot, ".restart")
        assert bot.vitals.life.ended
    bot.vitals.life = Life()
    assert owner(bot, ".restart").startswith(f"I have restarted {restart.A_DAY} times today.")
    assert not bot.vitals.life.ended


def opened(locked: bytes, phrase: str) -> dict[str, Any]:
    """As the answer says."""
    cipher = ["openssl", "enc", "-aes-256-cbc", "-pbkdf2", "-iter", "600000", "-d"]
    done = subprocess.run(
        [*cipher, "-pass", f"pass:{phrase}"], input=locked, capture_output=True, check=False
    )
    return dict(json.loads(done.stdout)) if done.returncode == 0 else {}


def test_a_backup_opens_with_its_pass_phrase_alone(bot: TestBot) -> None:
    bot.state.settings.set("mode", "groups")
    bot.state.settings.set("language", "es", str(GROUP["chat"]))
    bot.state.records.put("warns", str(GROUP["chat"]), BOB.phone, [{"reason": "spam ☠"}])
    (sent,) = bot.send(".backup seven quiet sea hörses", **by(OWNER))
    assert sent.file
    assert sent.file.name.startswith("backup-")
    assert "openssl enc -aes-256-cbc -pbkdf2 -iter 600000 -d -in backup-" in sent.text
    assert b"spam" not in sent.data
    assert opened(sent.data, "seven quiet sea horses") == {}
    found = opened(sent.data, "seven quiet sea hörses")
    assert (found["format"], found["bot"]) == (1, "Test bot")
    assert {"chat": "", "name": "mode", "value": "groups"} in found["settings"]
    warned = {"kind": "warns", "chat": "1203630001@g.us", "key": "15550002"}
    assert {**warned, "value": [{"reason": "spam ☠"}]} in found["records"]


def test_the_pass_phrase_is_on_no_command_line(bot: TestBot, monkeypatch: Any) -> None:
    from botinstance import tools

    asked: list[list[str]] = []

    def run(argv: list[str], data: bytes, seconds: float, **more: Any) -> bytes:
        asked.append(argv)
        assert more["environment"] == {"PHRASE": "seven quiet sea horses"}
        return b"locked"

    monkeypatch.setattr(tools, "run", run)
    bot.send(".backup seven quiet sea horses", **by(OWNER))
    assert asked
    assert not any("quiet" in word for argv in asked for word in argv)


@pytest.mark.parametrize("phrase", ["", "short", "x" * 201, "two\nlines of it", "null\x00null"])
def test_a_pass_phrase_has_to_be_one(bot: TestBot, phrase: str) -> None:
    answer = owner(bot, f".backup {phrase}")
    assert answer.startswith("Write .backup and a pass-phrase of 8 to 200 characters")


def test_a_backup_is_not_sent_to_others(bot: TestBot) -> None:
    elsewhere = owner(bot, ".backup seven quiet sea horses", from_me=True, chat=BOB.id)
    assert elsewhere.startswith("Others can read this chat. Delete what you wrote")
    assert owner(bot, ".backup seven quiet sea horses", **GROUP).startswith(
        "This command works in"
    )
    (sent,) = bot.send(".backup seven quiet sea horses", from_me=True, chat=OWNER.id, **by(OWNER))
    assert sent.kind == "document"


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> logging.Logger:
    """A logger whose warnings are kept, with nothing kept before."""
    monkeypatch.setattr(recent, "_lines", type(recent._lines)(maxlen=recent.MOST))
    log = logging.getLogger("test.recent")
    log.propagate = False
    log.setLevel(logging.DEBUG)
    log.handlers = [recent.Recent()]
    return log


def test_what_went_wrong_is_shown(bot: TestBot, kept: logging.Logger) -> None:
    assert owner(bot, ".logs") == "Nothing has gone wrong since I was started."
    kept.info("all is well")
    for number in range(120):
        kept.warning("trouble %d", number)
    lines = owner(bot, ".logs").splitlines()
    assert len(lines) == 10
    assert lines[-1].endswith("warning: trouble 119")
    assert owner(bot, ".logs 2").splitlines()[0].endswith("trouble 118")
    assert owner(bot, ".errlog 100").splitlines()[0].endswith("trouble 20")


def test_nothing_private_is_kept(kept: logging.Logger) -> None:
    private = (
        "915550001@lid", "+1 (555) 000-1234", "4915550003", "someone@example.org",
        "0b5fbd2b-6d6e-4d5e-8b59-0b5fbd2b6d6e", "t" * 43,
    )  # fmt: skip
    for word in private:
        kept.error("refused for %s (ref A1B2C3)", word)
    try:
        raise ValueError("my secret words")
    except ValueError:
        kept.exception("command 'calc' failed (ref 123456)")
    for line in recent.lines()[:-1]:
        assert line.endswith("error: refused for … (ref A1B2C3)")
    assert recent.lines()[-1].endswith("error: command 'calc' failed (ref 123456) (ValueError)")


def test_a_long_line_is_cut(bot: TestBot, kept: logging.Logger) -> None:
    for _ in range(100):
        kept.error("long %s", "word " * 500)
    assert len(owner(bot, ".logs 100")) < 4000


@pytest.mark.parametrize("words", ["0", "101", "x", "-5", "9" * 99, "٣"])
def test_a_number_of_lines_is_one(bot: TestBot, words: str) -> None:
    assert owner(bot, f".logs {words}").startswith("Write .logs, or .logs and a number")


def test_logs_are_not_shown_to_others(bot: TestBot, kept: logging.Logger) -> None:
    assert owner(bot, ".logs", from_me=True, chat=BOB.id).startswith("Others can read this chat.")
