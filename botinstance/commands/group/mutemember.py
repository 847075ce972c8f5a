"""mutemember, unmutemember: what somebody writes in the group is deleted."""

from __future__ import annotations

import time

from botinstance.commands.group.common import key_of, need_admin, need_below, one, tag
from botinstance.commands.group.durations import DAY, seconds, shown
from botinstance.commands.group.people import about
from botinstance.context import Context, Event, Heard, Scene, UserError
from botinstance.contract.command import Permission
from botinstance.link.happening import Due

SETTING = "muted"  # of a chat: the people, by identity.person
JOB = "unmute_member"
MOST = 90 * DAY


def mute(context: Context) -> None:
    person, words = _whom(context)
    lasting = seconds(words, MOST) if words else 0
    need_admin(context)
    member = one(context, person)
    need_below(context, member, "silence")
    silence(context, context.chat, key_of(member), lasting)
    how = f"For {shown(lasting)}" if lasting else "From now on"
    text = f"{how} I delete what {tag(member.id)} writes."
    context.link.reply(context.message, text, [member.id])


def unmute(context: Context) -> None:
    person, _ = _whom(context)
    member = one(context, person)
    if not free(context, context.chat, key_of(member)):
        raise UserError("They are not silenced.")
    context.link.reply(context.message, f"{tag(member.id)} may write again.", [member.id])


def silence(scene: Scene, chat: str, who: str, lasting: int = 0) -> None:
    """Delete what `who`, an identity.person, writes there for so many seconds; 0: until freed."""
    with scene.state.records.together():
        free(scene, chat, who)
        muted = scene.state.settings.items(SETTING, chat)
        scene.state.settings.set(SETTING, [*muted, who], chat)
        if lasting:
            scene.state.jobs.add(JOB, chat, time.time() + lasting, {"person": who})


def free(scene: Scene, chat: str, who: str) -> bool:
    """Whether `who` was silenced."""
    with scene.state.records.together():
        for job in scene.state.jobs.waiting(JOB, chat):
            if job.data["person"] == who:
                scene.state.jobs.cancel(job.id)
        muted = scene.state.settings.items(SETTING, chat)
        if who not in muted:
            return False
        scene.state.settings.set(SETTING, [it for it in muted if it != who], chat)
    return True


def due(event: Event) -> None:
    """The time is over."""
    job = event.happening
    assert isinstance(job, Due)
    free(event, job.chat, job.data["person"])


def guard(heard: Heard) -> bool:
    """Delete what somebody says who is silenced; also an admin's word goes on being heard."""
    if heard.person not in heard.state.settings.items(SETTING, heard.chat):
        return False
    if heard.permission >= Permission.GROUP_ADMIN:
        return False
    if heard.bot_is_admin(heard.chat):
        heard.link.delete(heard.message)
    return True


def _whom(context: Context) -> tuple[str, str]:
    people, words = about(context)
    if len(people) > 1:
        raise UserError("One after the other, please: name one person.")
    return people[0], words
