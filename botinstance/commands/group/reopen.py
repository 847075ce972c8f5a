"""A group that was closed for a while opens again."""

from __future__ import annotations

import time

from botinstance.commands.group.gate import open_up
from botinstance.context import Event, Scene

JOB = "reopen"


def plan(scene: Scene, chat: str, lasting: int) -> None:
    """Open the group after so many seconds, whatever was planned before; 0: not at all."""
    with scene.state.records.together():
        for job in scene.state.jobs.waiting(JOB, chat):
            scene.state.jobs.cancel(job.id)
        if lasting:
            scene.state.jobs.add(JOB, chat, time.time() + lasting)


def due(event: Event) -> None:
    open_up(event, event.happening.chat)
