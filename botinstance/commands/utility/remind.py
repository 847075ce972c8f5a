"""remind: a word at the right time. On disk until then."""

from __future__ import annotations

import re

from botinstance.commands.group.common import tag
from botinstance.commands.group.rhythm import zone
from botinstance.commands.utility.when import FORMS, moment, shown
from botinstance.context import Context, Event, UserError
from botinstance.link.happening import Due
from botinstance.state.switches import off

JOB = "remind"  # its data: person (identity.person), id to mention, text, and the message's key
MOST = 20  # open ones of a person, in all chats
LENGTH = 1000  # characters of a text
_CANCEL = re.compile(r"(?:cancel|delete|del)(?:\s+#?([0-9]{1,3}))?", re.IGNORECASE)


def run(context: Context) -> str:
    words = context.args
    if words.lower() in ("", "list"):
        return _listed(context)
    cancelled = _CANCEL.fullmatch(words)
    if cancelled:
        return _cancel(context, int(cancelled[1] or 0))
    return _add(context, re.sub(r"^me\s+", "", words, flags=re.IGNORECASE))


def due(event: Event) -> None:
    job = event.happening
    assert isinstance(job, Due)
    if off(event.config, event.state.settings, job.chat, "utility", JOB):
        return
    id, text = job.data["id"], job.data["text"]
    if job.chat.endswith("@g.us"):
        event.link.send(job.chat, f"⏰ {tag(id)}, {text}", [id])
    else:
        event.link.send(job.chat, f"⏰ {text}")


def _add(context: Context, words: str) -> str:
    message, here = context.message, zone(context, context.chat)
    try:
        at, text = moment(words, message.at, here)
    except UserError as error:
        raise UserError(f"{error} {_example(context)}") from None
    text = re.sub(r"^(?:to|that)\s+", "", text, flags=re.IGNORECASE)
    if not text and message.quoted:
        text = message.quoted.text
    if not 1 <= len(text) <= LENGTH:
        raise UserError(
            f"Remind you of what? Write it behind the time, at most {LENGTH} characters. "
            f"{_example(context)}"
        )
    data = {"person": context.person, "id": message.sender, "text": text, "message": message.key}
    with context.state.records.together():
        waiting = [job for job in context.state.jobs.waiting(JOB) if _own(context, job)]
        # a message may be dealt with again after an interruption
        if all(job.data["message"] != message.key for job in waiting):
            _room(context, len(waiting))
            context.state.jobs.add(JOB, context.chat, at, data)
    return f"⏰ I will remind you on {shown(at, here)}."


def _room(context: Context, waiting: int) -> None:
    if waiting >= MOST:
        raise UserError(
            f"You have {MOST} reminders already: drop one with {context.config.prefix}remind "
            "cancel 1."
        )


def _listed(context: Context) -> str:
    jobs, here = _here(context), zone(context, context.chat)
    if not jobs:
        return f"You have no reminders in this chat. {_example(context)}"
    return "\n".join(
        f"{n}. {shown(job.at, here)}: {_short(job.data['text'])}" for n, job in enumerate(jobs, 1)
    )


def _cancel(context: Context, number: int) -> str:
    jobs = _here(context)
    if not 1 <= number <= len(jobs) or not context.state.jobs.cancel(jobs[number - 1].id):
        use = f"{context.config.prefix}remind"
        raise UserError(f"Which one? {use} list shows your reminders, {use} cancel 1 drops one.")
    return f"Dropped: {_short(jobs[number - 1].data['text'])}"


def _here(context: Context) -> list[Due]:
    """The person's own of this chat, the next one first: others are nobody's business here."""
    jobs = context.state.jobs.waiting(JOB, context.chat)
    return [job for job in jobs if _own(context, job)]


def _own(context: Context, job: Due) -> bool:
    return bool(job.data["person"] == context.person)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"


def _example(context: Context) -> str:
    return f"Example: {context.config.prefix}remind in 10m Tea; also {FORMS.partition(', ')[2]}."
