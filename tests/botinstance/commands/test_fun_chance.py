"""Dice, coins and hands: fair, and within limits."""

from __future__ import annotations

import pytest

from tests.botinstance.commands.conftest import TestBot


@pytest.mark.parametrize("roll", ["2d6+1", "2D6 + 1"])
def test_dice_add_up(bot: TestBot, roll: str) -> None:
    totals = set()
    for _ in range(600):
        rolls, total = bot.say(f".dice {roll}").removeprefix("🎲 ").split(" = ")
        first, second, extra = map(int, rolls.split(" + "))
        assert {first, second} <= set(range(1, 7))
        assert (extra, first + second + extra) == (1, int(total))
        totals.add(int(total))
    assert totals == set(range(3, 14))


def test_one_die_is_shown_without_a_sum(bot: TestBot) -> None:
    assert {bot.say(".roll") for _ in range(200)} == {f"🎲 {n}" for n in range(1, 7)}
    assert {bot.say(".roll d2") for _ in range(60)} == {"🎲 1", "🎲 2"}


def test_dice_may_lose_something(bot: TestBot) -> None:
    rolled, total = bot.say(".dice 1d6-10").removeprefix("🎲 ").split(" = ")
    assert int(rolled.removesuffix(" - 10")) - 10 == int(total)


@pytest.mark.parametrize(
    "roll", ["0d6", "21d6", "1d1", "1d1001", "d", "6", "2d6+1001", "2d6+", "9999d6", "x", "²d6"]
)
def test_what_is_no_roll_gets_a_sentence(bot: TestBot, roll: str) -> None:
    assert bot.say(f".dice {roll}").startswith("Write a roll like .dice 2d6+1: at most 20 dice")


def test_the_largest_roll_is_short_enough(bot: TestBot) -> None:
    assert len(bot.say(".dice 20d1000+1000")) < 200


def test_a_coin_has_two_sides(bot: TestBot) -> None:
    assert {bot.say(".coin") for _ in range(60)} == {"🪙 Heads", "🪙 Tails"}


@pytest.mark.parametrize(
    ("said", "hand"),
    [("r", "🪨 rock"), ("Paper", "📄 paper"), ("s!", "✂️ scissors"), ("piedra", "🪨 rock")],
)
def test_a_hand_is_understood(bot: TestBot, said: str, hand: str) -> None:
    assert bot.say(f".rps {said}").startswith(f"You: {hand}\nMe: ")


def test_a_round_ends_as_the_rules_say(bot: TestBot) -> None:
    rounds = {bot.say(f".rps {hand}") for hand in "rps" for _ in range(60)}
    wins = {("rock", "scissors"), ("scissors", "paper"), ("paper", "rock")}
    assert len(rounds) == 9
    for played in rounds:
        you, me, end = played.split("\n")
        hands = you.split()[-1], me.split()[-1]
        won = "You win!" if hands in wins else "I win!"
        assert end == ("A draw." if hands[0] == hands[1] else won)


@pytest.mark.parametrize("said", ["", "lizard", "rock paper"])
def test_what_is_no_hand_gets_a_sentence(bot: TestBot, said: str) -> None:
    assert bot.say(f".rps {said}") == "Choose rock, paper or scissors: .rps rock"
