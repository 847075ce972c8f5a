"""Coins are earned, given away and compared, and none is made from nothing or lost."""

from __future__ import annotations

import random
import threading
from typing import Any

import pytest

from botinstance.commands.economy import earning, slot
from botinstance.commands.economy.purse import Purse, change, purse
from botinstance.commands.utility.whom import key_of
from botinstance.link.protocol import Quoted
from tests.botinstance.commands.conftest import ALICE, BOB, CAROL, CROWD, GROUP, TestBot, by

DAY = 20_000 * 86400.0  # midnight UTC


@pytest.fixture(autouse=True)
def _known(bot: TestBot) -> None:
    bot.link.account.ids = {member.phone: member.id for member in CROWD}
    bot.link.members = CROWD


def rich(bot: TestBot, coins: int, xp: int = 0, who: str = ALICE.phone) -> None:
    change(bot.state, who, lambda kept: kept.earned(coins, xp))


def coins(bot: TestBot, who: str) -> int:
    return purse(bot.state, who).coins


def test_daily_coins_come_once_a_day(bot: TestBot) -> None:
    assert "🪙 100 coins" in bot.say(".daily", at=DAY + 5)
    told = bot.say(".claim", at=DAY + 86400 - 2 * 3600, **GROUP)
    assert told.startswith("You have had your coins of today: there are new ones in 2 hours")
    assert coins(bot, ALICE.phone) == 100
    assert "🪙 120 coins for day 2 in a row" in bot.say(".daily", at=DAY + 86400)


def test_a_row_of_days_brings_more_until_it_breaks(bot: TestBot) -> None:
    paid = [bot.say(".daily", at=DAY + n * 86400).split()[3] for n in range(9)]
    assert paid == ["100", "120", "140", "160", "180", "200", "220", "220", "220"]
    assert "🪙 100 coins. " in bot.say(".daily", at=DAY + 11 * 86400)


def test_work_pays_once_an_hour(bot: TestBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(earning, "random", random.Random(1))
    assert "🪙" in bot.say(".work", at=DAY)
    assert bot.say(".work", at=DAY + 1800).startswith("You are tired: rest for 30 minutes")
    assert "a minute" in bot.say(".work", at=DAY + 3590)
    before = coins(bot, ALICE.phone)
    bot.say(".work", at=DAY + 3600)
    assert 20 <= coins(bot, ALICE.phone) - before <= 60


def give(bot: TestBot, words: str, **fields: Any) -> str:
    return bot.say(f".give {words}", **{**GROUP, "mentions": (BOB.id,), **fields})


def test_given_coins_go_from_one_to_the_other(bot: TestBot) -> None:
    rich(bot, 100)
    assert give(bot, "@915550002 30") == "🪙 30 coins for @915550002! You have 70 left."
    assert (coins(bot, ALICE.phone), coins(bot, BOB.phone)) == (70, 30)
    give(bot, "70", mentions=(), quoted=Quoted(BOB.id))
    assert (coins(bot, ALICE.phone), coins(bot, BOB.phone)) == (0, 100)


def test_the_same_purse_is_filled_by_number_and_by_lid(bot: TestBot) -> None:
    rich(bot, 100)
    give(bot, "+15550002 10", mentions=())
    give(bot, "@915550002 10")
    assert coins(bot, BOB.phone) == 20
    assert "You have 🪙 20 coins" in bot.say(".wallet", **by(BOB))
    assert key_of(bot.scene(), BOB.id) == BOB.phone


def test_a_message_that_comes_again_gives_only_once(bot: TestBot) -> None:
    rich(bot, 100)
    first = give(bot, "@915550002 30", id="3EB0SAME")
    assert give(bot, "@915550002 30", id="3EB0SAME") == first
    assert (coins(bot, ALICE.phone), coins(bot, BOB.phone)) == (70, 30)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("@915550002", "Write how many coins"),
        ("@915550002 0", "Write how many coins"),
        ("@915550002 -5", "Write how many coins"),
        ("@915550002 1.5", "Write how many coins"),
        ("@915550002 ٥", "Write how many coins"),
        ("@915550002 " + "9" * 5000, "Write how many coins"),
        ("@915550002 1001", "You have only 🪙 1,000 coins."),
    ],
)
def test_what_cannot_be_given_gets_a_sentence(bot: TestBot, words: str, why: str) -> None:
    rich(bot, 1000)
    assert give(bot, words).startswith(why)
    assert (coins(bot, ALICE.phone), coins(bot, BOB.phone)) == (1000, 0)


def test_nobody_gives_to_themselves_or_to_the_bot(bot: TestBot) -> None:
    rich(bot, 1000)
    assert "to yourself" in give(bot, "5", mentions=(ALICE.id,))
    assert "to yourself" in give(bot, "+15550001 5", mentions=())
    assert "no use for coins" in give(bot, "5", mentions=(bot.link.own.lid,))
    assert "Whom?" in give(bot, "5", mentions=())
    assert "only one" in give(bot, "5", mentions=(BOB.id, CAROL.id))
    assert coins(bot, ALICE.phone) == 1000


def test_two_chats_cannot_spend_the_same_coins(bot: TestBot) -> None:
    rich(bot, 10)

    def spend() -> None:
        for _ in range(20):
            bot.send(".give +15550002 1")

    threads = [threading.Thread(target=spend) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (coins(bot, ALICE.phone), coins(bot, BOB.phone)) == (0, 10)


def test_a_wallet_may_be_somebody_elses(bot: TestBot) -> None:
    rich(bot, 1, who=BOB.phone)
    (sent,) = bot.send(".bal @915550002", **GROUP, mentions=(BOB.id,))
    assert (sent.text, sent.mentions) == ("@915550002 has 🪙 1 coin.", (BOB.id,))
    assert "Write .wallet alone" in bot.say(".wallet of Bob", quoted=Quoted(BOB.id))


@pytest.mark.parametrize(("xp", "level"), [(0, 0), (24, 0), (25, 1), (99, 1), (100, 2)])
def test_a_level_needs_more_each_time(xp: int, level: int) -> None:
    assert Purse(xp=xp).level == level


def test_the_level_tells_how_far_the_next_one_is(bot: TestBot) -> None:
    rich(bot, 0, xp=50)
    assert bot.say(".rank").splitlines() == [
        "You have reached level 1 with 50 XP.",
        "███░░░░░░░ 33%",
        "50 XP more for level 2: play and win!",
    ]


def test_the_board_shows_this_groups_members_only(bot: TestBot) -> None:
    rich(bot, 10)
    rich(bot, 30, 100, who=BOB.phone)
    rich(bot, 99, who="4915550077")  # of another group
    rich(bot, 99, who=bot.link.own.phone)
    bot.send(".daily", **by(CAROL), sender_name="Carol\u202e\n", at=DAY)
    assert bot.say(".lb", **GROUP).splitlines() == [
        "*Most coins of this group*",
        "🥇 Carol: 🪙 100 coins",
        "🥈 …0002: 🪙 30 coins",
        "🥉 …0001: 🪙 10 coins",
    ]
    assert bot.say(".leaderboard XP", **GROUP).splitlines()[1] == "🥇 …0002: 100 XP (level 2)"
    assert "coins or xp" in bot.say(".lb beauty", **GROUP)


def test_an_empty_board_says_how_to_begin(bot: TestBot) -> None:
    assert ".daily is a beginning" in bot.say(".lb", **GROUP)


@pytest.mark.parametrize(
    ("reels", "times"),
    [(["🍒", "🍋", "🍒"], 1), (["🍒"] * 3, 12), (["💎"] * 3, 30), (["🍒", "🍋", "⭐"], 0)],
)
def test_equal_signs_win(reels: list[str], times: int) -> None:
    assert slot.times(reels) == times


def test_a_bet_is_paid_and_won(bot: TestBot, monkeypatch: pytest.MonkeyPatch) -> None:
    rich(bot, 15)
    monkeypatch.setattr(slot, "_chance", random.Random(1))
    (sent,) = bot.send(".slot 10", **by(ALICE))
    reels = sent.text.splitlines()[0].split()[1:]
    assert coins(bot, ALICE.phone) == 5 + 10 * slot.times(reels)


def test_nobody_bets_what_they_do_not_have(bot: TestBot) -> None:
    rich(bot, 9)
    assert bot.say(".slot") == "You have only 🪙 9 coins."
    assert "from 1 to 1,000" in bot.say(".slot 1001", **by(BOB))
    assert coins(bot, ALICE.phone) == 9


def test_without_the_feature_there_are_no_coins(bot: TestBot) -> None:
    bot.switch("economy", False)
    assert "switched off" in bot.say(".daily")
    assert coins(bot, ALICE.phone) == 0
