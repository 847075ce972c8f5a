"""automute, autounmute: the group is closed at night, by the chat's clock."""

from __future__ import annotations

import time

from botinstance.commands.group.common import need_admin
from botinstance.commands.group.gate import close, open_up
from botinstance.commands.group.rhythm import Rhythm, clock, zone
from botinstance.context import Context, Event, Scene
from botinstance.link.happening import Due
from botinstance.state.switches import off

JOB = "automute"  # its data: which of the two settings it is for
CLOSING, OPENING = "automute", "autounmute"
_DOES = {CLOSING: "close", OPENING: "open"}


def closing(context: Context) -> str:
    return _set(context, CLOSING)


def opening(context: Context) -> str:
    return _set(context, OPENING)


def due(event: Event) -> None:
    job, settings = event.happening, event.state.settings
    assert isinstance(job, Due)
    setting = job.data["setting"]
    if not settings.on(setting, job.chat):
        return
    _plan(event, job.chat, setting)
    if not off(event.config, settings, job.chat, "group", setting):
        (close if setting == CLOSING else open_up)(event, job.chat)


def replan(scene: Scene, chat: str) -> None:
    """The hours follow the chat's clock, which was set."""
    for setting in _DOES:
        _plan(scene, chat, setting)


def _set(context: Context, setting: str) -> str:
    settings, chat, does = context.state.settings, context.chat, _DOES[setting]
    word = context.args.lower()
    if word == "off":
        settings.set(setting, word, chat)
    elif word:
        hour, minute = clock(word)
        need_admin(context)
        settings.set(setting, f"{hour:02}:{minute:02}", chat)
    if word:
        _plan(context, chat, setting)
    at = settings.text(setting, chat)
    if at == "off":
        use = f"{context.config.prefix}{setting} 22:00"
        return f"I do not {does} the group by myself. To have it done each day: {use}"
    return f"I {does} the group each day at {at} ({zone(context, chat)})."


def _plan(scene: Scene, chat: str, setting: str) -> None:
    """The next time, if there is one, and no other."""
    with scene.state.records.together():
        for job in scene.state.jobs.waiting(JOB, chat):
            if job.data["setting"] == setting:
                scene.state.jobs.cancel(job.id)
        if scene.state.settings.on(setting, chat):
            hour, minute = scene.state.settings.text(setting, chat).split(":")
            rhythm = Rhythm(tuple(range(7)), int(hour), int(minute))
            at = rhythm.after(time.time(), zone(scene, chat))
            scene.state.jobs.add(JOB, chat, at, {"setting": setting})
