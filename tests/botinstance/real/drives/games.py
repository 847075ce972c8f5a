"""Games, played to their end in the group: whoever reads a line knows what to answer."""

from __future__ import annotations

import re

from botinstance.commands.games.guessflag import flag
from botinstance.commands.games.table import lines
from tests.botinstance.network import Phone
from tests.botinstance.real.stage import Drive, Stage

COINS = "coins, +"  # of a win


def said(stage: Stage, text: str, by: Phone | None = None, **more: object) -> str:
    return str(stage.in_group(text, by or stage.friend, **more)["text"])


def tictactoe(stage: Stage) -> None:
    begun = stage.in_group(".ttt", stage.friend, mentions=[stage.guest.number])
    assert set(begun["mentions"]) == {stage.friend.number, stage.guest.number}
    for cell, who in (("1", stage.friend), ("4", stage.guest), ("2", stage.friend)):
        assert "Your turn" in said(stage, cell, who)
    assert "taken" in said(stage, "2", stage.guest)
    said(stage, "5", stage.guest)
    assert " wins! 🎉" in said(stage, "3")
    stage.says(".ttt hard", "I am ⭕ and play hard")
    stage.says("5", "⭕")
    stage.says(".ttt stop", "The game is over.")


def hangman(stage: Stage) -> None:
    told = said(stage, ".hangman")
    for letter in "etaoinsrhldcumwgfypbvkjxqz":
        if "❤️" not in told:
            break
        told = said(stage, letter)
    assert "You have it." in told or "No tries left. The word was " in told


def trivia(stage: Stage) -> None:
    assert "Write A, B, C or D." in said(stage, ".quiz animals")
    told = said(stage, "A", stage.friend)
    if COINS not in told:
        assert "Who else" in told
        told = said(stage, "B", stage.guest)
    if COINS not in told:
        assert "It was " in said(stage, ".trivia stop", stage.admin)


def mathquiz(stage: Stage) -> None:
    told = said(stage, ".math hard")
    found = re.search(r"(\d+) × (\d+) ([+−]) (\d+)", told)
    assert found, told
    more = int(found[4]) * (1 if found[3] == "+" else -1)
    assert COINS in said(stage, str(int(found[1]) * int(found[2]) + more))


def guess(stage: Stage) -> None:
    assert "from 1 to 100" in said(stage, ".guess")
    least, most = 1, 100
    while least <= most:
        middle = (least + most) // 2
        told = said(stage, str(middle))
        if "it is!" in told:
            return
        least, most = (middle + 1, most) if "Higher" in told else (least, middle - 1)
    raise AssertionError("there was no such number")


def guessflag(stage: Stage) -> None:
    shown = said(stage, ".guessflag").split()[0]
    code, name = next(line.split(" ", 1) for line in lines("flags") if flag(line[:2]) == shown)
    assert COINS in said(stage, name.partition(" | ")[0]), code


def scramble(stage: Stage) -> None:
    letters = said(stage, ".scramble").split("*")[1].lower().split()
    word = next(word for word in lines("words") if sorted(word) == sorted(letters))
    assert COINS in said(stage, word)


DRIVES: dict[str, Drive] = {
    "tictactoe": tictactoe,
    "hangman": hangman,
    "trivia": trivia,
    "mathquiz": mathquiz,
    "guess": guess,
    "guessflag": guessflag,
    "scramble": scramble,
}
