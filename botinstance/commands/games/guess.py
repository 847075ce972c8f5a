"""guess: find a number that the bot thinks of."""

from __future__ import annotations

import random
from typing import Any

from botinstance.commands.games.table import Dealt, Turn, number, play
from botinstance.context import Context, Heard

MOST, TRIES, PRIZE = 100, 8, 8  # seven are enough for who halves what is left
_chance = random.SystemRandom()


def run(context: Context) -> str | None:
    return play(context, _deal)


def _deal(context: Context) -> Dealt:
    data = {"number": _chance.randint(1, MOST), "left": TRIES}
    return Dealt(data, f"🔢 I think of a number from 1 to {MOST}: you have {TRIES} tries.")


def move(heard: Heard, data: dict[str, Any]) -> Turn | None:
    said, wanted, left = number(heard.message.text), data["number"], data["left"] - 1
    if said is None or not 1 <= said <= MOST:
        return None
    if said == wanted:
        return Turn(f"🎉 {wanted} it is!", None, prize=PRIZE)
    if not left:
        return Turn(f"No tries left. {reveal(data)}", None)
    hint = "⬆️ Higher" if said < wanted else "⬇️ Lower"
    tries = f"{left} tries" if left > 1 else "one try"
    return Turn(f"{hint} than {said}: {tries} left.", data | {"left": left})


def reveal(data: dict[str, Any]) -> str:
    return f"It was {data['number']}."
