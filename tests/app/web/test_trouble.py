"""Every way in which linking fails has words and a next step."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.services import pairing as service
from app.web.bot import trouble
from app.web.bot.trouble import UNKNOWN, Step
from botinstance.contract import pairing
from botinstance.contract.pairing import Reason

PARTS = Path(trouble.__file__).parents[2] / "templates/bot/parts"


@pytest.mark.parametrize("reason", Reason)
def test_each_reason_of_a_bot_is_known(reason: Reason) -> None:
    assert trouble.of(reason).title != UNKNOWN.title


def test_each_refusal_of_the_service_is_known() -> None:
    codes = re.findall(r'Refusal\(\s*"(\w+)"', Path(service.__file__).read_text())
    assert codes
    assert [code for code in (*codes, "suspended") if code not in trouble.TABLE] == []


@pytest.mark.parametrize("code", ["broker_unreachable", "broker_systemd", "broker_failed"])
def test_whatever_the_broker_says_is_told_too(code: str) -> None:
    found = trouble.of(code, "systemd refused the unit.")
    assert found.title == trouble.TABLE["broker"].title
    assert found.detail == "systemd refused the unit."


def test_a_new_code_is_told_in_the_words_that_came_with_it() -> None:
    assert trouble.of("full-moon", "The moon is full.").meaning == "The moon is full."
    assert trouble.of("full-moon").meaning == UNKNOWN.meaning


def test_the_bots_own_sentence_is_not_told_twice() -> None:
    usual = pairing.message(Reason.RESTRICTED)
    assert trouble.of("restricted", usual).detail == ""
    more = pairing.message(Reason.RESTRICTED, "WhatsApp says: for two hours.")
    assert trouble.of("restricted", more).detail == more


def test_each_next_step_is_drawn() -> None:
    drawn = (PARTS / "trouble.html").read_text()
    assert [step for step in Step if f'"{step}"' not in drawn] == []
