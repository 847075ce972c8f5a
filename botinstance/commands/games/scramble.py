"""scramble: find the word whose letters are mixed up."""

from __future__ import annotations

import random
from typing import Any

from botinstance.commands.games.table import Dealt, Turn, draw, lines, play
from botinstance.context import Context, Heard

PRIZE = 8
_chance = random.SystemRandom()


def run(context: Context) -> str | None:
    return play(context, _deal)


def _deal(context: Context) -> Dealt:
    word = draw(context, "words", lines("words"))
    return Dealt({"word": word}, f"🔀 Which word is this?\n*{' '.join(mixed(word)).upper()}*")


def mixed(word: str) -> str:
    """The letters in another order."""
    letters = list(word)
    while "".join(letters) == word:
        _chance.shuffle(letters)
    return "".join(letters)


def move(heard: Heard, data: dict[str, Any]) -> Turn | None:
    """The word itself: any other is talk."""
    if heard.message.text.strip().lower() != data["word"]:
        return None
    return Turn(f"🎉 {data['word'].upper()} it is!", None, prize=PRIZE)


def reveal(data: dict[str, Any]) -> str:
    return f"The word was {data['word'].upper()}."
