"""mathquiz: a sum to be worked out in the head."""

from __future__ import annotations

import random
from typing import Any

from botinstance.commands.games.table import Dealt, Turn, number, play
from botinstance.context import Context, Heard, UserError

TRIES = 3
PRIZES = {"easy": 3, "hard": 8}
_chance = random.SystemRandom()


def run(context: Context) -> str | None:
    return play(context, _deal)


def _deal(context: Context) -> Dealt:
    level = context.args.lower() or "easy"
    if level not in PRIZES:
        use = f"{context.config.prefix}mathquiz"
        raise UserError(f"Choose how hard it shall be: {use} easy or {use} hard")
    question, result = easy() if level == "easy" else hard()
    data = {"question": question, "result": result, "level": level, "left": TRIES}
    return Dealt(data, f"🧮 {question} = ?\nWrite the number.")


def easy() -> tuple[str, int]:
    """A sum and its result."""
    a, b = _chance.randint(2, 50), _chance.randint(2, 50)
    if _chance.random() < 0.5:
        return f"{a} + {b}", a + b
    return f"{max(a, b)} − {min(a, b)}", abs(a - b)


def hard() -> tuple[str, int]:
    a, b, c = _chance.randint(6, 19), _chance.randint(6, 19), _chance.randint(11, 99)
    if _chance.random() < 0.5:
        return f"{a} × {b} + {c}", a * b + c
    return f"{a} × {b} − {c}", a * b - c


def move(heard: Heard, data: dict[str, Any]) -> Turn | None:
    said, left = number(heard.message.text.replace("−", "-")), data["left"] - 1
    if said is None:
        return None
    if said == data["result"]:
        return Turn(f"🎉 {said} is right!", None, prize=PRIZES[data["level"]])
    if not left:
        return Turn(f"❌ No. {reveal(data)}", None)
    tries = f"{left} tries" if left > 1 else "one try"
    return Turn(f"❌ {said} is not right: {tries} left.", data | {"left": left})


def reveal(data: dict[str, Any]) -> str:
    return f"{data['question']} = {data['result']}"
