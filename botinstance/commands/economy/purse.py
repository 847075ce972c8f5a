"""What a person owns, all over the bot: coins, which can be spent, and experience."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from math import isqrt

from botinstance.context import Heard, UserError
from botinstance.state import State
from botinstance.words import clean

KIND = "purse"  # records of the whole bot by identity.person
MOST = 10**12  # coins of one person
_STEP = 25  # experience of the first level; the n-th needs n² times as much


@dataclass(frozen=True)
class Purse:
    coins: int = 0
    xp: int = 0
    day: int = 0  # of the last daily coins, counted in UTC since 1970
    streak: int = 0  # days in a row
    worked: float = 0.0  # unix seconds
    gave: str = ""  # key of the message that gave coins away last: it does so once
    name: str = ""  # as WhatsApp showed it last

    @property
    def level(self) -> int:
        return isqrt(self.xp // _STEP)

    def earned(self, coins: int, xp: int) -> Purse:
        return replace(self, coins=min(MOST, self.coins + coins), xp=self.xp + xp)

    def spent(self, coins: int) -> Purse:
        """Raises UserError where there are fewer."""
        if coins > self.coins:
            raise UserError(f"You have only {counted(self.coins)}.")
        return replace(self, coins=self.coins - coins)


def experience(level: int) -> int:
    """What a level needs."""
    return level * level * _STEP


def purse(state: State, who: str) -> Purse:
    return Purse(**state.records.get(KIND, "", who, {}))


def change(state: State, who: str, how: Callable[[Purse], Purse]) -> Purse:
    """All or nothing, as Records.change."""
    fresh = state.records.change(KIND, "", who, lambda kept: asdict(how(Purse(**kept))), {})
    return Purse(**fresh)


def own(heard: Heard, how: Callable[[Purse], Purse]) -> Purse:
    """Change the purse of who has written, and remember their name."""
    name = clean(heard.message.sender_name, 30)
    return change(
        heard.state, heard.person, lambda kept: replace(how(kept), name=name or kept.name)
    )


def counted(coins: int) -> str:
    return f"🪙 {coins:,} coin{'s' * (coins != 1)}"
