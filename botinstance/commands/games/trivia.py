"""trivia: a question with four answers, one of them right."""

from __future__ import annotations

import random
from typing import Any

from botinstance.commands.games.table import Dealt, Turn, draw, lines, number, play
from botinstance.context import Context, Heard, UserError

LETTERS = "ABCD"
TRIES, PRIZE = 3, 6  # wrong answers in a group, each person having one; coins
_chance = random.SystemRandom()


def run(context: Context) -> str | None:
    return play(context, _deal)


def _deal(context: Context) -> Dealt:
    category, question, answers = _drawn(context)
    right = answers[0]
    _chance.shuffle(answers)
    data = {
        "right": answers.index(right),
        "answer": right,
        "left": TRIES if context.message.is_group else 1,
        "out": [],
    }
    rows = [f"{letter}. {answer}" for letter, answer in zip(LETTERS, answers, strict=True)]
    text = "\n".join([f"❓ *{category}*: {question}", *rows, "Write A, B, C or D."])
    return Dealt(data, text)


def _drawn(context: Context) -> tuple[str, str, list[str]]:
    """Category, question and answers, the right one first. A line has them in this order."""
    every, wanted = lines("trivia"), context.args.lower()
    known = list(dict.fromkeys(line.partition(" | ")[0] for line in every))
    if wanted and wanted not in [category.lower() for category in known]:
        raise UserError(
            f"I ask about {', '.join(known).lower()}: write for example "
            f"{context.config.prefix}trivia {known[0].lower()}, or no category for all of them."
        )
    fitting = [line for line in every if not wanted or line.lower().startswith(f"{wanted} | ")]
    category, question, *answers = draw(context, f"trivia {wanted}".strip(), fitting).split(" | ")
    return category, question, answers


def move(heard: Heard, data: dict[str, Any]) -> Turn | None:
    """A letter or its number, once from each person."""
    said = _choice(heard.message.text)
    if said is None or heard.person in data["out"]:
        return None
    if said == data["right"]:
        return Turn(f"🎉 {data['answer']} is right!", None, prize=PRIZE)
    left = data["left"] - 1
    if not left:
        return Turn(f"❌ Wrong. {reveal(data)}", None)
    data = data | {"left": left, "out": [*data["out"], heard.person]}
    return Turn(f"❌ It is not {LETTERS[said]}. Who else has an idea?", data)


def reveal(data: dict[str, Any]) -> str:
    return f"It was {data['answer']}."


def _choice(text: str) -> int | None:
    """0 to 3."""
    letter = text.strip().strip(".)").upper()
    if len(letter) == 1 and letter in LETTERS:
        return LETTERS.index(letter)
    digit = number(text)
    return digit - 1 if digit and 1 <= digit <= len(LETTERS) else None
