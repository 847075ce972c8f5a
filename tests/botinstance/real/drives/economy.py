"""Coins. A run may come to people who have some already."""

from __future__ import annotations

import re

from tests.botinstance.network import Phone
from tests.botinstance.real.stage import Drive, Stage


def coins(stage: Stage, person: Phone) -> int:
    told = str(stage.ask(".wallet", person)["text"])
    found = re.search(r"🪙 ([0-9,]+) coin", told)
    assert found, told
    return int(found[1].replace(",", ""))


def rich(stage: Stage) -> None:
    """The friend has something to spend."""
    stage.ask(".daily")
    assert coins(stage, stage.friend) >= 1


def daily(stage: Stage) -> None:
    before = coins(stage, stage.guest)
    assert "🪙 100 coins" in stage.ask(".claim", stage.guest)["text"]
    assert coins(stage, stage.guest) == before + 100
    assert "had your coins of today" in stage.ask(".daily", stage.guest)["text"]


def give(stage: Stage) -> None:
    rich(stage)
    before = coins(stage, stage.friend), coins(stage, stage.guest)
    answer = stage.in_group(".give 1", stage.friend, mentions=[stage.guest.number])
    assert answer["mentions"] == [stage.guest.number], answer["text"]
    after = coins(stage, stage.friend), coins(stage, stage.guest)
    assert after == (before[0] - 1, before[1] + 1)


def work(stage: Stage) -> None:
    before = coins(stage, stage.admin)
    stage.ask(".work", stage.admin)
    assert 20 <= coins(stage, stage.admin) - before <= 60
    assert "You are tired" in stage.ask(".work", stage.admin)["text"]


def slot(stage: Stage) -> None:
    rich(stage)
    stage.says(".slot 1", "🎰 ")


def lb(stage: Stage) -> None:
    rich(stage)
    assert "🥇 " in stage.in_group(".lb")["text"]
    assert " XP (level " in stage.in_group(".leaderboard xp")["text"]


def level(stage: Stage) -> None:
    answer = stage.in_group(".rank", stage.friend, mentions=[stage.guest.number])
    assert "has reached level " in answer["text"]


DRIVES: dict[str, Drive] = {
    "daily": daily,
    "wallet": lambda stage: stage.says(".bal", "🪙 "),
    "give": give,
    "work": work,
    "slot": slot,
    "level": level,
    "lb": lb,
}
