"""tictactoe: three in a row, with somebody or with the bot."""

from __future__ import annotations

from typing import Any

from botinstance.commands.games import board as it
from botinstance.commands.games.table import Dealt, Turn, number, play
from botinstance.commands.group.common import tag
from botinstance.commands.utility.whom import key_of, other
from botinstance.context import Context, Heard, UserError

EMPTY = [""] * 9
LEVELS = ("easy", "normal", "hard")
HUMAN = 15  # coins for a win against a person, who may be a friend
BOT = {"easy": 5, "normal": 10, "hard": 0}  # and against the bot: hard is never lost


def run(context: Context) -> str | None:
    return play(context, _deal)


def _deal(context: Context) -> Dealt:
    message, level = context.message, context.args.lower()
    somebody = level or message.quoted or message.mentions
    if level not in LEVELS and somebody and message.is_group:
        return _with_somebody(context)
    if level and level not in LEVELS:
        use = f"{context.config.prefix}tictactoe"
        raise UserError(
            f"Choose how well I shall play, {use} easy, normal or hard, or in a group mention "
            f"whom you play with: {use} @person"
        )
    level = level or "normal"
    players = {"x": [context.person, message.sender]}
    data = {"board": EMPTY, "turn": "x", "players": players, "level": level}
    text = f"You are ❌, I am ⭕ and play {level}: write a number.\n{it.shown(EMPTY)}"
    return Dealt(data, text)


def _with_somebody(context: Context) -> Dealt:
    id, _ = other(context)
    rival, sender = key_of(context, id), context.message.sender
    if rival == context.person or id == sender:
        raise UserError("You cannot play with yourself: mention somebody else, or nobody.")
    if context.link.own.has(id):
        raise UserError(f"To play with me, write {context.config.prefix}tictactoe alone.")
    players = {"x": [context.person, sender], "o": [rival, id]}
    data = {"board": EMPTY, "turn": "x", "players": players, "level": ""}
    text = (
        f"❌ {tag(sender)} plays ⭕ {tag(id)}. {tag(sender)} begins: write a number.\n"
        f"{it.shown(EMPTY)}"
    )
    return Dealt(data, text, (sender, id))


def move(heard: Heard, data: dict[str, Any]) -> Turn | None:
    """A free cell's number, by whose turn it is."""
    cell, cells, sign = number(heard.message.text), list(data["board"]), data["turn"]
    if data["players"][sign][0] != heard.person or cell is None or not 1 <= cell <= 9:
        return None
    if cells[cell - 1]:
        return Turn("That field is taken: write the number of a free one.", data)
    cells[cell - 1] = sign
    if not data["level"]:
        return _after(data, cells, sign)
    if not it.winner(cells) and it.free(cells):
        cells[it.answer(cells, it.OTHER[sign], data["level"])] = it.OTHER[sign]
    return _against_me(data, cells, sign)


def reveal(data: dict[str, Any]) -> str:
    return ""


def _after(data: dict[str, Any], cells: list[str], sign: str) -> Turn:
    """A move among two people."""
    player = data["players"][sign][1]
    shown, won = it.shown(cells), bool(it.winner(cells))
    if won:
        return Turn(f"{shown}\n{tag(player)} wins! 🎉", None, (player,), HUMAN)
    if not it.free(cells):
        return Turn(f"{shown}\nA draw.", None)
    rival = data["players"][it.OTHER[sign]][1]
    text = f"{shown}\nYour turn, {tag(rival)}."
    return Turn(text, data | {"board": cells, "turn": it.OTHER[sign]}, (rival,))


def _against_me(data: dict[str, Any], cells: list[str], sign: str) -> Turn:
    shown, winner = it.shown(cells), it.winner(cells)
    if winner == sign:
        return Turn(f"{shown}\nYou win! 🎉", None, (), BOT[data["level"]])
    if winner:
        return Turn(f"{shown}\nI win!", None)
    if not it.free(cells):
        return Turn(f"{shown}\nA draw.", None)
    return Turn(f"{shown}\nYour turn.", data | {"board": cells})
