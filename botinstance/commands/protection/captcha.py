"""captcha: who joins must answer a sum in the group, or is removed."""

from __future__ import annotations

import random
import time

from botinstance.commands.group.common import need_admin, tags
from botinstance.commands.protection.action import able, removed
from botinstance.commands.protection.joining import coming, obeyed
from botinstance.commands.protection.modes import unknown
from botinstance.context import Context, Event, Heard
from botinstance.link.happening import Due

KIND = "captcha"  # records by chat and id: the answer, and until when; and the kind of the job
TIME = 180.0  # seconds to answer
LATE = 60.0  # seconds: after a longer pause, answers may be on their way


def run(context: Context) -> str:
    settings, word = context.state.settings, context.args.lower()
    if word not in ("", "on", "off"):
        raise unknown(context, word)
    if word == "on":
        need_admin(context)
    if word:
        settings.set("captcha", word == "on", context.chat)
    if settings.on("captcha", context.chat):
        return "On: who joins must answer a sum within 3 minutes, unless an admin has added them."
    return "Off: who joins is asked nothing."


def joined(event: Event) -> None:
    """One sum for all who come together."""
    turn = coming(event)
    if turn is None:
        return
    people = [person for person in turn.people if not obeyed(event, turn.chat, person)]
    if not people or not able(event, turn.chat):
        return
    one, other = random.randint(2, 9), random.randint(2, 9)
    event.link.send(
        turn.chat,
        f"Welcome, {tags(people)}! To show that you are no bot, write here within 3 minutes: "
        f"how much is {one} + {other}?",
        people,
    )
    until = time.time() + TIME
    with event.state.records.together():
        for person in people:
            event.state.records.put(KIND, turn.chat, person, [str(one + other), until])
        event.state.jobs.add(KIND, turn.chat, until, {"people": people})


def heard(heard: Heard) -> bool:
    """Take the answer; whatever else they write before is deleted."""
    asked = heard.state.records.get(KIND, heard.chat, heard.message.sender)
    if asked is None:
        return False
    if heard.message.text.strip() == asked[0]:
        heard.link.react(heard.message, "✅")
        heard.state.records.delete(KIND, heard.chat, heard.message.sender)
    elif able(heard, heard.chat):
        heard.link.delete(heard.message)
    return True


def due(event: Event) -> None:
    """Remove those who have not answered, unless the bot was not there to hear it."""
    job = event.happening
    assert isinstance(job, Due)
    on = event.state.settings.on("captcha", job.chat) and time.time() < job.at + LATE
    silent = [person for person in job.data["people"] if _silent(event, job, person)]
    if not on or not silent or not able(event, job.chat):
        return
    gone = [person for person in silent if removed(event, job.chat, person)]
    if gone:
        event.link.send(job.chat, f"{tags(gone)} did not answer and had to go.", gone)


def _silent(event: Event, job: Due, person: str) -> bool:
    """Whether the time for the answer is over, which is waited for no longer then. Who has
    joined anew has more time."""
    _, until = event.state.records.get(KIND, job.chat, person, ["", job.at + 1])
    return until <= job.at and event.state.records.delete(KIND, job.chat, person)
