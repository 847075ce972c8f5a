"""What a bot did since it last told of it, as data: the event `activity`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botinstance.contract.problem import Invalid, get_int, get_object

# Upper bounds in seconds of the classes that replies are counted in, by how long they took from
# the message's arrival; the last class is everything slower.
BOUNDS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
CLASSES = len(BOUNDS) + 1
OWN = "custom"  # the name of all commands that the bot's owner has made: theirs say too much
MOST_COMMANDS = 400  # names in one event
MOST = 2**31 - 1


def check(data: Mapping[str, Any]) -> None:
    """`{received, sent, errors, commands: {name: count}, latency: [count × CLASSES]}`: of the time
    since the last such event. Raises Invalid."""
    for name in ("received", "sent", "errors"):
        get_int(data, name, least=0, most=MOST)
    commands = get_object(data.get("commands"), "'commands'")
    if len(commands) > MOST_COMMANDS or not all(0 < len(name) <= 40 for name in commands):
        raise Invalid(f"'commands' has at most {MOST_COMMANDS} names of 1 to 40 characters")
    for name in commands:
        get_int(commands, name, least=0, most=MOST)
    latency = data.get("latency")
    if not isinstance(latency, list) or len(latency) != CLASSES:
        raise Invalid(f"'latency' must be a list of {CLASSES} numbers")
    for count in latency:
        get_int({"latency": count}, "latency", least=0, most=MOST)


def percentile(latency: list[int], share: float) -> float | None:
    """The bound in seconds within which `share` (0 to 1) of the replies came, between two bounds
    in proportion; the last bound for the slowest class; None without replies."""
    total = sum(latency)
    if not total:
        return None
    wanted, before, low = share * total, 0, 0.0
    for count, high in zip(latency, BOUNDS, strict=False):
        if count and before + count >= wanted:
            return low + (high - low) * (wanted - before) / count
        before, low = before + count, high
    return BOUNDS[-1]
