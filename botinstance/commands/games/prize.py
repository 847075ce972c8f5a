"""What a game is won for: coins and experience, so often a day."""

from __future__ import annotations

from botinstance.commands.economy.purse import own
from botinstance.context import Heard
from botinstance.state.switches import off

DAILY = 25  # prizes of one person: nobody needs to play all day to be rich


class Prize:
    """Nothing where coins are switched off, or all of today's prizes are won."""

    def __init__(self, heard: Heard, coins: int) -> None:
        switched = off(heard.config, heard.state.settings, heard.chat, "economy")
        used = heard.state.allowance.used("prize", heard.person)
        self._heard, self._coins = heard, coins if not switched and used < DAILY else 0

    @property
    def line(self) -> str:
        return f"\n🪙 +{self._coins} coins, +{self._coins} XP" if self._coins else ""

    def hand_over(self) -> None:
        heard, coins = self._heard, self._coins
        if coins and heard.state.allowance.take("prize", DAILY, heard.person):
            own(heard, lambda kept: kept.earned(coins, coins))
