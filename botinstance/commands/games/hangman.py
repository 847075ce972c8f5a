"""hangman: guess a word letter by letter, before the bot has used up its tries."""

from __future__ import annotations

import unicodedata
from typing import Any

from botinstance.commands.games.table import Dealt, Turn, draw, lines, play
from botinstance.context import Context, Heard

TRIES, PRIZE = 7, 10


def run(context: Context) -> str | None:
    return play(context, _deal)


def _deal(context: Context) -> Dealt:
    data = {"word": draw(context, "words", lines("words")), "said": ""}
    return Dealt(data, f"Guess my word: write a letter, or the whole word.\n{_shown(data)}")


def move(heard: Heard, data: dict[str, Any]) -> Turn | None:
    """A letter, or the word itself: any other word is talk."""
    text, word = heard.message.text.strip().lower(), data["word"]
    if text == word:
        return _won(word)
    # accents aside, the words have plain letters only
    letter = unicodedata.normalize("NFKD", text)[:1]
    if len(text) != 1 or not ("a" <= letter <= "z"):
        return None
    if letter in data["said"]:
        return Turn(f"{letter.upper()} was said already.\n{_shown(data)}", data)
    data = data | {"said": data["said"] + letter}
    if set(word) <= set(data["said"]):
        return _won(word)
    if not _left(data):
        return Turn(f"💀 No tries left. {reveal(data)}", None)
    return Turn(_shown(data), data)


def reveal(data: dict[str, Any]) -> str:
    return f"The word was {data['word'].upper()}."


def _won(word: str) -> Turn:
    return Turn(f"🎉 {word.upper()}! You have it.", None, prize=PRIZE)


def _wrong(data: dict[str, Any]) -> list[str]:
    return [letter for letter in data["said"] if letter not in data["word"]]


def _left(data: dict[str, Any]) -> int:
    return TRIES - len(_wrong(data))


def _shown(data: dict[str, Any]) -> str:
    word = " ".join(c.upper() if c in data["said"] else "_" for c in data["word"])
    left = _left(data)
    wrong = f"\nNot in it: {' '.join(_wrong(data)).upper()}" if left < TRIES else ""
    return f"```{word}```\n{'❤️' * left}{'🖤' * (TRIES - left)}{wrong}"
