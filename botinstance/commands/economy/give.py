"""give: coins from one person to another."""

from __future__ import annotations

import re
from dataclasses import replace

from botinstance.commands.economy.purse import Purse, change, counted, own, purse
from botinstance.commands.group.common import tag
from botinstance.commands.utility.whom import key_of, other
from botinstance.context import Context, UserError

MOST = 10**9  # at once


def run(context: Context) -> None:
    who, words = _divided(context)
    id, _ = other(who)
    coins = amount(words, f"{context.config.prefix}give @person 50", MOST)
    receiver = key_of(context, id)
    if receiver == context.person or id == context.message.sender:
        raise UserError("You cannot give coins to yourself: mention somebody else.")
    if context.link.own.has(id):
        raise UserError("Thank you, but I have no use for coins: give them to somebody else.")
    left = _transfer(context, receiver, coins)
    text = f"{counted(coins)} for {tag(id)}! You have {left:,} left."
    context.link.reply(context.message, text, [id])


def _divided(context: Context) -> tuple[Context, str]:
    """The coins are the last word that is no mention; the rest says who gets them."""
    words = [word for word in context.args.split() if not word.startswith("@")]
    return replace(context, args=" ".join(words[:-1])), words[-1] if words else ""


def amount(words: str, example: str, most: int) -> int:
    """A whole number of coins from 1. Raises UserError."""
    number = int(words) if re.fullmatch("[0-9]{1,12}", words) else 0
    if not 1 <= number <= most:
        raise UserError(f"Write how many coins, a whole number from 1 to {most:,}: {example}")
    return number


def _transfer(context: Context, receiver: str, coins: int) -> int:
    """All or nothing, and once: a message may be dealt with again after an interruption. The
    coins that are left. Raises UserError."""
    key = context.message.key

    def pay(kept: Purse) -> Purse:
        paid = replace(kept.spent(coins), gave=key)
        change(context.state, receiver, lambda theirs: theirs.earned(coins, 0))
        return paid

    with context.state.records.together():
        kept = purse(context.state, context.person)
        return kept.coins if kept.gave == key else own(context, pay).coins
