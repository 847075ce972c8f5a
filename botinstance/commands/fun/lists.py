"""joke, quote, fact, advice, truth, dare and 8ball: a line drawn from a list."""

from __future__ import annotations

from botinstance.commands.fun.deck import Deck
from botinstance.context import Context, UserError

_JOKES, _QUOTES, _FACTS = Deck("jokes"), Deck("quotes"), Deck("facts")
_ADVICE, _TRUTHS, _DARES = Deck("advice"), Deck("truths"), Deck("dares")
_PROPHECIES = Deck("prophecies")


def joke(context: Context) -> str:
    # in the list, | stands before the point of a joke that needs a line of its own
    return _JOKES.draw(context.message.chat).replace(" | ", "\n")


def quote(context: Context) -> str:
    words, _, author = _QUOTES.draw(context.message.chat).rpartition(" — ")
    return f"“{words}”\n— {author}"


def fact(context: Context) -> str:
    return _FACTS.draw(context.message.chat)


def advice(context: Context) -> str:
    return _ADVICE.draw(context.message.chat)


def truth(context: Context) -> str:
    return f"*Truth:* {_TRUTHS.draw(context.message.chat)}"


def dare(context: Context) -> str:
    return f"*Dare:* {_DARES.draw(context.message.chat)}"


def prophecy(context: Context) -> str:
    if not context.args:
        raise UserError(f"Ask me something: {context.config.prefix}8ball Will it rain tomorrow?")
    return f"🎱 {_PROPHECIES.draw(context.message.chat)}"
