"""The game that a chat plays: one at a time, begun by a command, gone on with by plain messages.

A game is a module: `run(context)` begins one through `play`; `move(heard, data)` is what becomes
of it by a message, None if that is no move; `reveal(data)` tells what the end would have been.
"""

from __future__ import annotations

import importlib
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from botinstance.commands.games.prize import Prize
from botinstance.context import Context, Heard, Scene, UserError
from botinstance.contract.command import Permission
from botinstance.link.protocol import LinkDown, LinkError
from botinstance.state import State
from botinstance.state.switches import off

KIND, DRAWN = "game", "drawn"  # records by chat: the game, and what was drawn last
SETTING = "game"  # of a chat: the name of its game, which is its module's and its command's
IDLE = 600.0  # seconds without a move until a game is over
LENGTH = 60  # characters of a move at most
STOP = ("stop", "end", "quit")
_chance = random.SystemRandom()


class Dealt(NamedTuple):
    """A game that begins, and what the chat is told; `data` is what JSON can say."""

    data: dict[str, Any]
    text: str
    mentions: tuple[str, ...] = ()


class Turn(NamedTuple):
    """What a move leads to. No data: the game is over."""

    text: str
    data: dict[str, Any] | None
    mentions: tuple[str, ...] = ()
    prize: int = 0  # coins for who has moved


def play(context: Context, deal: Callable[[Context], Dealt]) -> str | None:
    """Begin what `deal` deals, or stop the game of that name. Raises UserError."""
    name, chat = context.command.name, context.chat
    running = _kept(context.state, chat)
    if context.args.lower() in STOP:
        return _stop(context, running)
    if running and context.message.at - running["at"] < IDLE:
        raise UserError(
            f"A game of {running['name']} is going on here. "
            f"{context.config.prefix}{running['name']} stop ends it."
        )
    dealt = deal(context)
    begun = {"name": name, "by": context.person, "at": context.message.at, "data": dealt.data}
    # before the answer: a quick player's move may follow it at once
    context.state.records.put(KIND, chat, "", begun)
    context.state.settings.set(SETTING, name, chat)
    try:
        context.link.reply(context.message, dealt.text, dealt.mentions)
    except (LinkDown, LinkError):
        end(context, chat)
        raise
    return None


def heard(heard: Heard) -> bool:
    """True if it was a move: then nobody else needs to see the message."""
    running = _kept(heard.state, heard.chat)
    if running is None:
        end(heard, heard.chat)
        return False
    if off(heard.config, heard.state.settings, heard.chat, "games", running["name"]):
        return False
    turn = _move(heard, running) if len(heard.message.text) <= LENGTH else None
    if heard.message.at - running["at"] > IDLE:
        end(heard, heard.chat)
        if turn is not None:
            heard.link.reply(heard.message, _late(running))
        return turn is not None
    if turn is None:
        return False
    prize = Prize(heard, turn.prize)
    heard.link.reply(heard.message, f"{turn.text}{prize.line}", turn.mentions)
    prize.hand_over()
    if turn.data is None:
        end(heard, heard.chat)
    else:
        running |= {"at": heard.message.at, "data": turn.data}
        heard.state.records.put(KIND, heard.chat, "", running)
    return True


def end(scene: Scene, chat: str) -> None:
    scene.state.records.delete(KIND, chat, "")
    scene.state.settings.reset(SETTING, chat)


def number(text: str) -> int | None:
    """The whole number that is all of a message, also in the digits of emoji."""
    found = re.fullmatch(r"-?[0-9]{1,9}", text.strip().replace("\ufe0f\u20e3", ""))
    return int(found[0]) if found else None


def draw(heard: Heard, what: str, choices: Sequence[str]) -> str:
    """One of them, but none that this chat was given lately."""
    drawn = heard.state.records.get(DRAWN, heard.chat, what, [])
    one = _chance.choice([it for it in choices if it not in drawn] or choices)
    most = len(choices) // 2
    heard.state.records.put(DRAWN, heard.chat, what, [*drawn, one][-most:])
    return one


def lines(name: str) -> list[str]:
    """Of `lines/<name>.txt`: read when they are needed, as games are rare."""
    path = Path(__file__).parent / "lines" / f"{name}.txt"
    return path.read_text("utf-8").splitlines()


def _stop(context: Context, running: dict[str, Any] | None) -> str:
    if running is None or running["name"] != context.command.name:
        raise UserError(f"There is no game of {context.command.name} going on here.")
    group, admin = context.message.is_group, context.permission >= Permission.GROUP_ADMIN
    if group and not admin and context.person != running["by"]:
        raise UserError("Only who has begun the game and admins of the group may stop it.")
    end(context, context.chat)
    return f"The game is over. {_module(running).reveal(running['data'])}".strip()


def _late(running: dict[str, Any]) -> str:
    return (
        f"The game of {running['name']} is over: there was no move for {IDLE / 60:.0f} minutes. "
        f"{_module(running).reveal(running['data'])}"
    ).strip()


def _move(heard: Heard, running: dict[str, Any]) -> Turn | None:
    turn: Turn | None = _module(running).move(heard, running["data"])
    return turn


def _module(running: dict[str, Any]) -> Any:
    return importlib.import_module(f"botinstance.commands.games.{running['name']}")


def _kept(state: State, chat: str) -> dict[str, Any] | None:
    kept: dict[str, Any] | None = state.records.get(KIND, chat, "")
    return kept
