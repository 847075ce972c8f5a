"""chatbot: answers without a command."""

from __future__ import annotations

import logging
import re
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable

from botinstance import registry
from botinstance.commands.ai import aside, given, talk
from botinstance.commands.ai.account import language_model
from botinstance.context import Context, Heard, UserError
from botinstance.contract.command import Permission
from botinstance.link.protocol import LinkDown, LinkError
from botinstance.once import Once
from botinstance.refusal import ignored, refusal

log = logging.getLogger(__name__)

PERSONA = 500  # characters
AGAIN = 3600.0  # seconds until it says again why it does not answer


class Turns:
    """Not more than MOST answers to one person within WINDOW: that one may be a bot too."""

    MOST, WINDOW = 8, 60.0  # answers, seconds
    PEOPLE = 1000  # remembered at once

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._given: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()

    def take(self, chat: str, person: str) -> bool:
        key, now = (chat, person), self._clock()
        with self._lock:
            given = self._given.setdefault(key, deque(maxlen=self.MOST))
            self._given.move_to_end(key)
            if len(self._given) > self.PEOPLE:
                self._given.popitem(last=False)
            if len(given) == self.MOST and given[0] > now - self.WINDOW:
                return False
            given.append(now)
            return True


_turns = Turns()
_sorry = Once(AGAIN)


def run(context: Context) -> str:
    word, _, persona = context.args.partition(" ")
    persona = persona.strip()
    if word.lower() not in ("", "on", "off"):
        use = f"{context.config.prefix}chatbot"
        raise UserError(f"Write {use} on or {use} off; who I am may follow: {use} on a pirate")
    if not word:
        return _shown(context)
    if context.message.is_group and context.permission < Permission.GROUP_ADMIN:
        raise UserError("Only admins of the group may switch the chatbot on and off.")
    if len(persona) > PERSONA:
        raise UserError(f"That persona is too long: at most {PERSONA} characters.")
    settings, on = context.state.settings, word.lower() == "on"
    if on:
        language_model(context)
        settings.set("persona", persona, context.chat)
    settings.set("chatbot", on, context.chat)
    return _shown(context)


def heard(heard: Heard) -> bool:
    """Answer if the bot is spoken to, and may speak with this person."""
    if not _addressed(heard):
        return False
    text = _without_name(heard)
    command = registry.find("ai")
    if not text or command is None:
        return False
    context = Context(
        heard.config, heard.link, heard.state, heard.vitals, heard.message, text, command
    )
    if ignored(context) or refusal(command, context):
        return False
    if _turns.take(heard.chat, heard.person):
        aside.later(lambda: _answer(context))
    return True


def _shown(context: Context) -> str:
    settings, chat = context.state.settings, context.chat
    use = f"{context.config.prefix}chatbot"
    if not settings.on("chatbot", chat):
        return f"The chatbot is off in this chat. To switch it on: {use} on"
    when = "when I am mentioned or replied to" if context.message.is_group else "to everything"
    persona = settings.text("persona", chat)
    role = f" as {persona}" if persona else ""
    return f"The chatbot is on in this chat: I answer {when}{role}. To switch it off: {use} off"


def _addressed(heard: Heard) -> bool:
    message, own = heard.message, heard.link.own
    if message.from_me:
        return own.has(message.chat)  # the owner's chat with the own account
    if not message.is_group:
        return True
    if any(own.has(person) for person in message.mentions):
        return True
    return message.quoted is not None and heard.link.wrote(message.quoted.id)


def _without_name(heard: Heard) -> str:
    own = heard.link.own
    names = "|".join(re.escape(id) for id in (own.phone, own.lid.partition("@")[0]) if id)
    return re.sub(rf"@({names})\b", "", heard.message.text).strip()[: given.LENGTH]


def _answer(context: Context) -> None:
    context.link.typing(context.chat)
    try:
        persona = context.state.settings.text("persona", context.chat)
        context.link.reply(context.message, talk.answer(context, context.args, persona))
    except UserError as error:
        context.link.typing(context.chat, on=False)
        if _sorry.first((context.chat, context.person, str(error))):
            context.link.reply(context.message, str(error))
    except (LinkDown, LinkError) as error:
        log.warning("an answer of the chatbot was not sent: %s", error)
