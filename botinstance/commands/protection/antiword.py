"""antiword: no bad words from members."""

from __future__ import annotations

from botinstance.commands.protection.action import act
from botinstance.commands.protection.modes import MODES, switch, told, unknown, use
from botinstance.commands.protection.words import contains, words_of
from botinstance.context import Context, Heard, UserError

MOST, LONGEST = 100, 40  # words, and characters of one


def run(context: Context) -> str:
    verb, _, rest = context.args.partition(" ")
    verb, words = verb.lower(), words_of(rest)
    if verb in MODES:
        switch(context, "antiword", verb)
    elif verb in ("add", "del"):
        return _change(context, verb, words)
    elif verb == "list":
        return _list(context)
    elif verb:
        raise unknown(context, verb)
    return told(context, "antiword", "messages with words of the list")


def heard(heard: Heard) -> bool:
    settings, chat = heard.state.settings, heard.chat
    if not contains(heard.message.text, settings.items("antiword_words", chat)):
        return False
    return act(heard, settings.text("antiword", chat), "That word is not allowed here.")


def _change(context: Context, verb: str, words: list[str]) -> str:
    settings, chat = context.state.settings, context.chat
    if not words:
        raise UserError(f"Which words? Write them behind {use(context)} {verb}")
    if max(map(len, words)) > LONGEST:
        raise UserError(f"A word may have {LONGEST} characters at most.")
    rest = [word for word in settings.items("antiword_words", chat) if word not in words]
    if verb == "add":
        rest += dict.fromkeys(words)
    if len(rest) > MOST:
        raise UserError(f"That is too many: the list holds {MOST} words at most.")
    settings.set("antiword_words", rest, chat)
    count = "1 word is" if len(rest) == 1 else f"{len(rest)} words are"
    return f"{count} on the list. {told(context, 'antiword', 'messages with such words')}"


def _list(context: Context) -> str:
    words = context.state.settings.items("antiword_words", context.chat)
    if not words:
        return f"There is no word on the list. Add some with {use(context)} add"
    return ", ".join(sorted(words))[:4000]
