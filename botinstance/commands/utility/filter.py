"""filter, delfilter: the bot answers by itself where a word is said."""

from __future__ import annotations

from botinstance.commands.utility.matching import folded, matches
from botinstance.context import Context, Heard, UserError
from botinstance.once import Once

KIND = "filter"  # records by chat and word, as folded
SETTING = "filters"  # of a chat: how many there are
MOST, WORD, REPLY = 50, 60, 1000  # filters of a chat, characters of a word and of a reply
LENGTH = 2000  # characters of a message that are looked at
PAUSE = 10.0  # seconds until the same answer comes again in a chat
A_DAY = 300  # answers in a chat: another bot may have the same idea
_said = Once(PAUSE)


def add(context: Context) -> str:
    if not context.args:
        return _listed(context)
    word, sign, reply = context.args.partition("=")
    word, reply = folded(word), reply.strip()
    use = f"{context.config.prefix}filter"
    if not sign or not word.strip("* ") or not reply:
        raise UserError(
            f"Write a word, =, and what I shall answer: {use} hello = Hi there! "
            f"A * stands for any text: {use} *price* = Ask @admin."
        )
    if len(word) > WORD or len(reply) > REPLY:
        raise UserError(f"At most {WORD} characters before the = and {REPLY} behind it, please.")
    with context.state.records.together():
        known = context.state.records.get(KIND, context.chat, word) is not None
        if not known and context.state.records.count(KIND, context.chat) >= MOST:
            use = f"{context.config.prefix}delfilter"
            raise UserError(f"This chat has {MOST} filters already: drop one with {use} word.")
        context.state.records.put(KIND, context.chat, word, reply)
        _count(context)
    return f"Whoever says “{word}” is answered: {reply}"


def drop(context: Context) -> str:
    word = folded(context.args)
    with context.state.records.together():
        gone = context.state.records.delete(KIND, context.chat, word)
        _count(context)
    if not gone:
        raise UserError(
            f"Which one? {context.config.prefix}filter shows the words, "
            f"{context.config.prefix}delfilter word drops one."
        )
    return f"“{word}” is not answered any more."


def answer(heard: Heard) -> None:
    text = heard.message.text[:LENGTH]
    for record in heard.state.records.all(KIND, heard.chat):
        if matches(record.key, text):
            first = _said.first((heard.link.own.phone, heard.chat, record.key))
            if first and heard.state.allowance.take(KIND, A_DAY, heard.chat):
                heard.link.reply(heard.message, record.value)
            return


def _listed(context: Context) -> str:
    words = [record.key for record in context.state.records.all(KIND, context.chat)]
    if not words:
        use = f"{context.config.prefix}filter hello = Hi there!"
        return f"I answer no words by myself here. To have one answered: {use}"
    return "*I answer to*\n" + "\n".join(words)


def _count(context: Context) -> None:
    context.state.settings.set(
        SETTING, context.state.records.count(KIND, context.chat), context.chat
    )
