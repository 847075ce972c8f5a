"""schedule, delsched, schedlist: something is said, or the group opens or closes, later on."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

from botinstance.commands.group.common import need_admin
from botinstance.commands.group.gate import close, open_up
from botinstance.commands.group.rhythm import read, revived, zone
from botinstance.commands.utility.when import moment
from botinstance.context import Context, Event, Scene, UserError
from botinstance.link.happening import Due
from botinstance.state.switches import off

JOB = "schedule"  # its data: number, text, and the rhythm in which it comes again, if any
MOST = 20  # of a chat
LENGTH = 2000  # characters of a text
LATE = 3600.0  # seconds after which nobody wants to hear what is said again tomorrow
_DEEDS = {"open": open_up, "close": close}


def add(context: Context) -> str:
    at, text, rhythm = _read(context)
    if text.lower() in _DEEDS:
        text = text.lower()
        need_admin(context)
    with context.state.records.together():
        taken = {job.data["number"] for job in context.state.jobs.waiting(JOB, context.chat)}
        if len(taken) >= MOST:
            use = f"{context.config.prefix}delsched"
            raise UserError(f"That is too much: at most {MOST} at a time. Drop one with {use}.")
        number = next(n for n in range(1, MOST + 1) if n not in taken)
        data = {"number": number, "text": text, "rhythm": rhythm}
        context.state.jobs.add(JOB, context.chat, at, data)
    return f"Number {number}, {_when(context, context.chat, at, rhythm)}."


def drop(context: Context) -> str:
    word = context.args.removeprefix("#")
    for job in context.state.jobs.waiting(JOB, context.chat):
        if str(job.data["number"]) == word and context.state.jobs.cancel(job.id):
            return f"Number {word} is dropped."
    prefix = context.config.prefix
    raise UserError(
        f"Which one? Write its number, like {prefix}delsched 1; {prefix}schedlist shows them."
    )


def listed(context: Context) -> str:
    jobs = context.state.jobs.waiting(JOB, context.chat)
    if not jobs:
        use = f"{context.config.prefix}schedule 18:30 Dinner is ready"
        return f"Nothing is planned. To plan something: {use}"
    return "\n".join(
        f"{job.data['number']}. {_when(context, job.chat, job.at, job.data['rhythm'])}: "
        f"{_short(job.data['text'])}"
        for job in jobs
    )


def due(event: Event) -> None:
    job = event.happening
    assert isinstance(job, Due)
    _again(event, job)
    if off(event.config, event.state.settings, job.chat, "group", JOB):
        return
    text, late = job.data["text"], time.time() - job.at > LATE
    if text in _DEEDS:
        _DEEDS[text](event, job.chat)
    elif not (late and job.data["rhythm"]):
        event.link.send(job.chat, text)


def replan(scene: Scene, chat: str) -> None:
    """What comes again follows the chat's clock, which was set."""
    with scene.state.records.together():
        for job in scene.state.jobs.waiting(JOB, chat):
            if job.data["rhythm"]:
                scene.state.jobs.cancel(job.id)
                _again(scene, job)


def _again(scene: Scene, job: Due) -> None:
    """Plan the next time, once: the job at hand may be tried anew."""
    number, rhythm = job.data["number"], job.data["rhythm"]
    with scene.state.records.together():
        waiting = scene.state.jobs.waiting(JOB, job.chat)
        if rhythm and all(it.data["number"] != number for it in waiting):
            at = revived(rhythm).after(time.time(), zone(scene, job.chat))
            scene.state.jobs.add(JOB, job.chat, at, job.data)


def _read(context: Context) -> tuple[float, str, list[Any] | None]:
    """When, what, and the rhythm as JSON. Raises UserError."""
    if not context.args:
        use = f"{context.config.prefix}schedule"
        raise UserError(
            f"When, and what? Write it like {use} 18:30 Dinner is ready, or with another time: "
            "in 2h, tomorrow 9:00, 2026-12-24 18:00, every day 8:00, every mon 9:00."
        )
    now, where = time.time(), zone(context, context.chat)
    found = read(context.args)
    if found:
        rhythm, text = found
        at, again = rhythm.after(now, where), list(rhythm)
    else:
        (at, text), again = moment(context.args, now, where), None
    text = text.strip()
    if not text or len(text) > LENGTH:
        raise UserError(
            f"What shall I say then? Write it behind the time, with at most {LENGTH} characters; "
            "or write open or close."
        )
    return at, text, again


def _when(scene: Scene, chat: str, at: float, rhythm: list[Any] | None) -> str:
    if rhythm:
        return f"{revived(rhythm)} ({zone(scene, chat)})"
    local = datetime.fromtimestamp(at, zone(scene, chat))
    return f"{local:%A}, {local.day} {local:%B %Y at %H:%M} ({local.tzinfo})"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"
