"""What others see of the bot's attention: read, typing, recording, online."""

from __future__ import annotations

import time

from botinstance import registry
from botinstance.commands.owner import options
from botinstance.context import Context, Event, Heard
from botinstance.dispatch import parse

AGAIN = 300.0  # seconds: after a lost connection WhatsApp has to be told anew


def read(heard: Heard) -> None:
    if not heard.message.from_me:
        heard.link.mark_read(heard.message)


def typing(heard: Heard) -> None:
    if _answers(heard):
        heard.link.typing(heard.chat)


def recording(heard: Heard) -> None:
    if _answers(heard):
        heard.link.typing(heard.chat, recording=True)


def always_online(context: Context) -> str:
    answer = options.run(context)
    if context.args:
        for job in context.state.jobs.waiting("alwaysonline"):
            context.state.jobs.cancel(job.id)
        on = context.state.settings.on("alwaysonline")
        context.link.online(on)
        if on:
            context.state.jobs.add("alwaysonline", "", time.time() + AGAIN)
    return answer


def due(event: Event) -> None:
    """It is time to say again that the account is online."""
    if event.state.settings.on("alwaysonline"):
        event.link.online(True)
        event.state.jobs.add("alwaysonline", "", time.time() + AGAIN)


def _answers(heard: Heard) -> bool:
    """Whether it is a command: many things begin with the prefix."""
    call = parse(heard.message.text, heard.config.prefix)
    return call is not None and registry.find(call.word) is not None
