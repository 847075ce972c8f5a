"""What the broker says to what comes over its socket; no systemd is asked here."""

from __future__ import annotations

import json
from typing import Any

import pytest

from botinstance.contract.config import BotConfig
from units.broker import VERBS, answer
from units.memory import MemoryBroker
from units.protocol import MAX_LINE

BOT = "0000000a-0000-4000-8000-00000000000b"
CONFIG = BotConfig(BOT, 1, "Tess", {}, "t" * 43).to_json()


def ask(**request: Any) -> dict[str, Any]:
    return answer(MemoryBroker(), json.dumps(request).encode() + b"\n")


def test_it_works() -> None:
    assert ask(verb="prepare", config=CONFIG) == {"ok": {}}
    assert ask(verb="states", bots=[BOT])["ok"]["states"][BOT]["run"]["active"] == "inactive"


def test_a_config_may_name_services() -> None:
    broker, services = MemoryBroker(), {"ai_url": "https://ai.example/v1", "ai_key": "sk-secret"}
    request = {"verb": "prepare", "config": {**CONFIG, "services": services}}
    assert answer(broker, json.dumps(request).encode() + b"\n") == {"ok": {}}
    assert broker.configs[BOT].services == services


def test_every_verb_of_the_protocol_is_taken() -> None:
    assert set(VERBS) == {
        "prepare", "pair", "start", "stop", "remove", "states", "logs",
    }  # fmt: skip


@pytest.mark.parametrize(
    "bot",
    [
        "../etc", "bot", "", None, 7, [BOT], BOT.upper(), BOT + "\n", f"{BOT}/../x",
        BOT.replace("-", ""), "0" * 36,
    ],
)  # fmt: skip
@pytest.mark.parametrize("verb", ["start", "stop", "remove", "logs"])
def test_what_is_not_an_id_reaches_nobody(verb: str, bot: object) -> None:
    broker = MemoryBroker()
    request = json.dumps({"verb": verb, "bot": bot, "lines": 1}).encode() + b"\n"
    assert answer(broker, request)["error"]["code"] == "invalid"
    assert broker.calls == []


@pytest.mark.parametrize(
    "change",
    [
        {"id": "../x"},
        {"version": 0},
        {"version": True},
        {"name": ""},
        {"name": "a\nb"},
        {"features": {"sudo": True}},
        {"features": {"tts": 1}},
        {"events_token": "short"},
        {"prefix": "toolong"},
        {"owner": "0123"},
        {"format": 2},
        {"services": []},
        {"services": {"shell": "x"}},
        {"services": {"ai_url": "a\nb"}},
        {"command": "/bin/sh"},
    ],
    ids=str,
)
@pytest.mark.parametrize("verb", ["prepare", "pair"])
def test_a_config_that_breaks_a_rule_reaches_nobody(verb: str, change: dict[str, Any]) -> None:
    broker = MemoryBroker()
    request = {"verb": verb, "config": CONFIG | change, "request": {"method": "qr"}}
    assert answer(broker, json.dumps(request).encode() + b"\n")["error"]["code"] == "invalid"
    assert broker.calls == []


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"{}\n",
        b"[]\n",
        b'{"verb": 7}\n',
        b'{"verb": "exec", "argv": ["id"]}\n',
        b'{"verb": "start"',
        b"\xff\xfe\n",
        b"[" * 100_000 + b"\n",
        b'{"verb": "stop", "bot": "' + b"x" * MAX_LINE + b'"}\n',
        b'{"verb": "logs", "bot": "' + BOT.encode() + b'", "lines": 99999999999}\n',
        b'{"verb": "states", "bots": "all"}\n',
    ],
    ids=lambda line: line[:24].decode("latin1"),
)
def test_any_other_line_gets_an_error_and_not_a_crash(line: bytes) -> None:
    assert answer(MemoryBroker(), line)["error"]["code"] == "invalid"
