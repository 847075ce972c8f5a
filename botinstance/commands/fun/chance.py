"""dice, coin and rps: plain chance."""

from __future__ import annotations

import random
import re

from botinstance.context import Context, UserError

DICE, SIDES, EXTRA = 20, 1000, 1000  # the most of each
_ROLL = re.compile(r"(\d{0,3})d(\d{1,5})(?:([+-])(\d{1,5}))?", re.ASCII | re.IGNORECASE)

ROCK, PAPER, SCISSORS = "🪨 rock", "📄 paper", "✂️ scissors"
BEATS = {ROCK: SCISSORS, PAPER: ROCK, SCISSORS: PAPER}
_HANDS = {
    ROCK: "r rock stone piedra",
    PAPER: "p paper papel",
    SCISSORS: "s scissors scissor tijera tijeras",
}
_HAND = {word: hand for hand, words in _HANDS.items() for word in words.split()}


def dice(context: Context) -> str:
    """Raises UserError for what is no roll, or too large a one."""
    match = _ROLL.fullmatch("".join(context.args.split()) or "1d6")
    if match is None:
        raise _no_roll(context)
    number, sides, extra = int(match[1] or 1), int(match[2]), int(match[4] or 0)
    if not (1 <= number <= DICE and 2 <= sides <= SIDES and extra <= EXTRA):
        raise _no_roll(context)
    rolls = [random.randint(1, sides) for _ in range(number)]
    shown, total = " + ".join(map(str, rolls)), sum(rolls)
    if extra:
        shown += f" {match[3]} {extra}"
        total += extra if match[3] == "+" else -extra
    return f"🎲 {shown}" if shown == str(total) else f"🎲 {shown} = {total}"


def _no_roll(context: Context) -> UserError:
    return UserError(
        f"Write a roll like {context.config.prefix}dice 2d6+1: at most {DICE} dice "
        f"of 2 to {SIDES} sides, plus or minus at most {EXTRA}."
    )


def coin(context: Context) -> str:
    return random.choice(("🪙 Heads", "🪙 Tails"))


def rps(context: Context) -> str:
    yours = _HAND.get(context.args.strip(".!").lower())
    if yours is None:
        raise UserError(f"Choose rock, paper or scissors: {context.config.prefix}rps rock")
    mine = random.choice((ROCK, PAPER, SCISSORS))
    if mine == yours:
        end = "A draw."
    elif BEATS[yours] == mine:
        end = "You win!"
    else:
        end = "I win!"
    return f"You: {yours}\nMe: {mine}\n{end}"
