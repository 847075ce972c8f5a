"""guessflag: name the country of a flag."""

from __future__ import annotations

from typing import Any

from botinstance.commands.games.table import Dealt, Turn, draw, lines, play
from botinstance.commands.utility.zones import plain
from botinstance.context import Context, Heard

PRIZE = 8


def run(context: Context) -> str | None:
    return play(context, _deal)


def _deal(context: Context) -> Dealt:
    code, _, names = draw(context, "flags", lines("flags")).partition(" ")
    return Dealt({"names": names.split(" | ")}, f"{flag(code)}\nWhich country's flag is this?")


def flag(code: str) -> str:
    """The emoji of a country's two letters, ISO 3166."""
    return "".join(chr(ord(letter) - ord("A") + 0x1F1E6) for letter in code)


def move(heard: Heard, data: dict[str, Any]) -> Turn | None:
    """The right name: any other may be talk."""
    said = plain(heard.message.text).removeprefix("the ")
    if said not in [plain(name) for name in data["names"]]:
        return None
    return Turn(f"🎉 {data['names'][0]} it is!", None, prize=PRIZE)


def reveal(data: dict[str, Any]) -> str:
    return f"It was {data['names'][0]}."
