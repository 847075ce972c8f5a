"""slot: a slot machine, for coins that are worth nothing else."""

from __future__ import annotations

import random

from botinstance.commands.economy.give import amount
from botinstance.commands.economy.purse import counted, own
from botinstance.context import Context

USUAL, MOST = 10, 1000  # coins of a bet
SIGNS = ("🍒", "🍋", "🍇", "🔔", "⭐", "💎")
TRIPLE, JACKPOT = 12, 30  # times the bet; with a pair the bet comes back: 83 % are paid out
_chance = random.SystemRandom()


def run(context: Context) -> str:
    bet = amount(context.args or str(USUAL), f"{context.config.prefix}slot {USUAL}", MOST)
    reels = [_chance.choice(SIGNS) for _ in range(3)]
    won = bet * times(reels)
    purse = own(context, lambda kept: kept.spent(bet).earned(won, 1))
    return f"🎰 {' '.join(reels)}\n{_words(bet, won)} You have {purse.coins:,} now."


def times(reels: list[str]) -> int:
    """What a bet is multiplied by."""
    different = len(set(reels))
    if different == 1:
        return JACKPOT if reels[0] == SIGNS[-1] else TRIPLE
    return 1 if different == 2 else 0


def _words(bet: int, won: int) -> str:
    if not won:
        return f"{counted(bet)} are gone." if bet > 1 else f"{counted(bet)} is gone."
    if won == bet:
        return "A pair: your bet comes back."
    return f"You win {counted(won)}!"
