"""daily, work: coins for coming by."""

from __future__ import annotations

import random
from dataclasses import replace

from botinstance.commands.economy.purse import Purse, counted, own
from botinstance.commands.group.durations import shown
from botinstance.context import Context, UserError

DAILY, BONUS, LONGEST = 100, 20, 7  # coins of a day, and for each day in a row, up to so many
PAUSE = 3600.0  # seconds between two shifts
_DAY = 86400
_LEAST, _MOST = 20, 60  # coins of a shift
_JOBS = (
    "You walked four dogs and one very brave cat",
    "You baked bread until the whole street woke up hungry",
    "You repaired a bicycle that squeaks no more",
    "You watered the plants of all the neighbours",
    "You sorted a library by the colour of the books",
    "You taught a parrot to say thank you",
    "You sold lemonade on a hot day",
    "You found the bug that nobody else could find",
    "You played the violin in the park",
    "You painted a fence, both sides",
    "You carried a piano up the stairs, carefully",
    "You tested pillows for a hotel",
)


def daily(context: Context) -> str:
    """Days begin at midnight UTC: a person has one purse, but many chats and time zones."""
    today, left = divmod(int(context.message.at), _DAY)

    def claim(purse: Purse) -> Purse:
        if purse.day >= today:
            raise UserError(
                "You have had your coins of today: there are new ones in "
                f"{_while(_DAY - left)}, at midnight UTC."
            )
        streak = purse.streak + 1 if purse.day == today - 1 else 1
        coins = DAILY + BONUS * (min(streak, LONGEST) - 1)
        return replace(purse.earned(coins, 10), day=today, streak=streak)

    purse = own(context, claim)
    coins = DAILY + BONUS * (min(purse.streak, LONGEST) - 1)
    row = f" for day {purse.streak} in a row" if purse.streak > 1 else ""
    return f"Here are {counted(coins)}{row}. You have {purse.coins:,} now; more tomorrow!"


def work(context: Context) -> str:
    now, coins = context.message.at, random.randint(_LEAST, _MOST)

    def paid(purse: Purse) -> Purse:
        wait = purse.worked + PAUSE - now
        if wait > 0:
            raise UserError(f"You are tired: rest for {_while(wait)} before you work again.")
        return replace(purse.earned(coins, 5), worked=now)

    purse = own(context, paid)
    return f"{random.choice(_JOBS)}: {counted(coins)}. You have {purse.coins:,} now."


def _while(seconds: float) -> str:
    return shown(int(seconds)) or "a minute"
