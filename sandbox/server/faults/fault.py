"""One fault, as somebody asked for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sandbox.server.faults.catalogue import CATALOGUE, Kind, Parameter, Scope, Value
from sandbox.wire.jid import NUMBER, Jid

TARGET = re.compile(rf"({NUMBER.pattern})(?::([0-9]{{1,3}}))?")
COUNT, SECONDS = 1_000_000, 1_000_000.0  # the most that one may ask for
OWN = frozenset({"fault", "device", "count", "seconds"})  # fields of every fault


class FaultError(Exception):
    """It cannot be done; the text says why, for people."""


class NothingThere(FaultError):
    """There is nothing that the fault could strike."""


class Target(NamedTuple):
    """One device of an account, or all of them."""

    number: str
    device: int | None

    def fits(self, who: Jid) -> bool:
        return who.user == self.number and self.device in (None, who.device)

    def __str__(self) -> str:
        return self.number if self.device is None else f"{self.number}:{self.device}"


@dataclass(frozen=True)
class Fault:
    """With neither `count` strikes nor `seconds` it stands until it is cleared."""

    kind: Kind
    target: Target | None  # None: everyone
    values: dict[str, Value]
    count: int | None
    seconds: float | None

    def fits(self, who: Jid | None) -> bool:
        """Whether it is meant for the device `who`; None is one that is not linked yet."""
        return self.target is None or (who is not None and self.target.fits(who))


def read(wish: Mapping[str, object]) -> Fault:
    """Raises FaultError, which names the field that is wrong."""
    kind = CATALOGUE.get(str(wish.get("fault")))
    if kind is None:
        raise FaultError(f"'fault' must be one of {', '.join(CATALOGUE)}.")
    unknown = set(wish) - OWN - {parameter.name for parameter in kind.parameters}
    if unknown:
        raise FaultError(f"'{min(unknown)}' is nothing that {kind.name} knows.")
    values = {it.name: _value(it, wish.get(it.name)) for it in kind.parameters}
    count, seconds = wish.get("count"), wish.get("seconds")
    if not kind.standing and (count is not None or seconds is not None):
        raise FaultError(f"'count' and 'seconds' do not fit {kind.name}, which is over at once.")
    if count is not None and not kind.strikes:
        raise FaultError(f"'count' does not fit {kind.name}: use 'seconds', or clear it.")
    return Fault(
        kind,
        _target(kind.scope, wish.get("device")),
        values,
        None if count is None else int(_number("count", count, 1, COUNT, whole=True)),
        None if seconds is None else _number("seconds", seconds, 0, SECONDS, whole=False),
    )


def _target(scope: Scope, given: object) -> Target | None:
    if given is None:
        if scope == "device":
            raise FaultError("'device' is missing: this strikes one device, or one account.")
        return None
    if scope == "everyone":
        raise FaultError(
            "'device' does not fit: the media server cannot tell who asks for a file."
        )
    found = TARGET.fullmatch(given) if isinstance(given, str) else None
    if found is None:
        raise FaultError("'device' must be a number, as 15550001, or a device of it, 15550001:1.")
    return Target(found[1], int(found[2]) if found[2] else None)


def _value(parameter: Parameter, given: object) -> Value:
    """The value given, or else the default."""
    if given is None:
        return parameter.default
    if isinstance(parameter.default, bool):
        if not isinstance(given, bool):
            raise FaultError(f"'{parameter.name}' must be true or false.")
        return given
    if isinstance(parameter.default, str):
        if not isinstance(given, str) or given not in parameter.choices:
            choices = ", ".join(filter(None, parameter.choices))
            raise FaultError(f"'{parameter.name}' must be one of {choices}.")
        return given
    whole = isinstance(parameter.default, int)
    return _number(parameter.name, given, parameter.least, parameter.most, whole=whole)


def _number(name: str, given: object, least: float, most: float, *, whole: bool) -> int | float:
    kinds = (int,) if whole else (int, float)
    if isinstance(given, bool) or not isinstance(given, kinds) or not least <= given <= most:
        kind = "whole number" if whole else "number"
        raise FaultError(f"'{name}' must be a {kind} from {least:g} to {most:g}.")
    return given
