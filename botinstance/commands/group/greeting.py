"""welcome, goodbye: who comes and who goes is named to the group.

Those who come at once are greeted at once: a crowd that joins costs one message, not a hundred.
"""

from __future__ import annotations

import logging
import re
import time

from botinstance.commands.group.common import tags
from botinstance.context import Context, Event, Scene, UserError
from botinstance.contract.problem import Invalid
from botinstance.link.happening import Due, GroupTurn, Turn
from botinstance.link.protocol import LinkError
from botinstance.state.settings import Settings
from botinstance.state.switches import off

log = logging.getLogger(__name__)

JOB = "greet"
KIND = "greet"  # records by chat and word: ids of those who are to be named
PATIENCE = 2.0  # seconds in which others may follow
_TAG = re.compile(r"&(user|group|count)\b", re.IGNORECASE)


def welcome(context: Context) -> str:
    return _set(context, "welcome")


def goodbye(context: Context) -> str:
    return _set(context, "goodbye")


def _set(context: Context, word: str) -> str:
    settings, chat, text = context.state.settings, context.chat, context.args
    if text.lower() in ("on", "off"):
        settings.set(word, text.lower() == "on", chat)
    elif text.lower() == "default":
        settings.reset(f"{word}_text", chat)
        settings.set(word, True, chat)
    elif text:
        try:
            settings.write(f"{word}_text", text, chat)
        except Invalid:
            raise UserError("That text is too long: at most 1000 characters.") from None
        settings.set(word, True, chat)
    state = "on" if settings.on(word, chat) else "off"
    use, own = f"{context.config.prefix}{word}", settings.on(f"{word}_text", chat)
    back = f" {use} default takes the bot's own text again." if own else ""
    return (
        f"The {word} message is {state}.\n\n{_text(settings, word, chat)}\n\n"
        f"Change it with {use} on, {use} off, or {use} and a text, in which &user, &group and "
        f"&count are filled in.{back}"
    )


def _text(settings: Settings, word: str, chat: str) -> str:
    """The group's own text, else the bot's for all groups."""
    return settings.text(f"{word}_text", chat) or settings.text(f"default_{word}_text")


def joined(event: Event) -> None:
    _note(event, Turn.JOINED, "welcome")


def left(event: Event) -> None:
    _note(event, Turn.LEFT, "goodbye")


def _note(event: Event, what: Turn, word: str) -> None:
    """Say soon who has come or gone, together with others."""
    turn = event.happening
    assert isinstance(turn, GroupTurn)
    people = [person for person in turn.people if not event.link.own.has(person)]
    if turn.turn is not what or not people:
        return
    with event.state.records.together():
        event.state.records.change(
            KIND, turn.chat, word, lambda known: list(dict.fromkeys([*known, *people])), []
        )
        waiting = event.state.jobs.waiting(JOB, turn.chat)
        if all(job.data["word"] != word for job in waiting):
            event.state.jobs.add(JOB, turn.chat, time.time() + PATIENCE, {"word": word})


def due(event: Event) -> None:
    job = event.happening
    assert isinstance(job, Due)
    word, settings, records = job.data["word"], event.state.settings, event.state.records
    people = records.get(KIND, job.chat, word, [])
    wanted = settings.on(word, job.chat) and not off(event.config, settings, job.chat, "welcome")
    if people and wanted:
        try:
            text = _filled(event, job.chat, _text(settings, word, job.chat), people)
            event.link.send(job.chat, text, people)
        except LinkError as error:  # the next ones shall not be greeted with these
            log.warning("nobody was greeted: %s", error)
    records.change(
        KIND, job.chat, word, lambda now: [it for it in now if it not in people] or None, []
    )


def _filled(scene: Scene, chat: str, text: str, people: list[str]) -> str:
    """The text with its tags filled in, in one go: what a name contains is no tag."""

    def value(match: re.Match[str]) -> str:
        name = match[1].lower()
        if name == "user":
            return tags(people)
        if name == "group":
            return scene.link.groups.info(chat).name
        return str(len(scene.link.group_members(chat)))

    return _TAG.sub(value, text)
