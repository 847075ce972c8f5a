"""inactive, top, tagactive, gstats: who writes how much, as far as the bot has seen."""

from __future__ import annotations

import time
from typing import NamedTuple

from botinstance.commands.group.common import key_of, members, tag, tags
from botinstance.commands.group.durations import DAY
from botinstance.context import Context, UserError
from botinstance.link.group import Member
from botinstance.state.activity import DAYS

TOP, ACTIVE, MOST = 10, 10, 50  # people, unless told otherwise
SILENT = 30  # days
LENGTH = 2000  # characters of a text


class Seen(NamedTuple):
    member: Member
    messages: int
    last_at: float  # unix seconds, 0 for never


def inactive(context: Context) -> None:
    days = _number(context.args, SILENT, DAYS, "days")
    since = time.time() - days * DAY
    people = [it.member.id for it in _seen(context) if it.last_at < since]
    text = f"Nobody has been silent for {days} days."
    if people:
        text = f"{len(people)} wrote nothing for {days} days, or not yet:\n{tags(people)}"
    context.link.reply(context.message, text, people)


def top(context: Context) -> None:
    busiest = _busiest(context, _number(context.args, TOP, MOST, "people"))
    lines = [f"{n}. {tag(it.member.id)}: {it.messages}" for n, it in enumerate(busiest, 1)]
    text = "\n".join(["*Messages*", *lines])
    context.link.reply(context.message, text, [it.member.id for it in busiest])


def call_active(context: Context) -> None:
    word, *rest = context.args.split(None, 1) or [""]
    if word.isdecimal():
        text = rest[0] if rest else ""
    else:
        word, text = "", context.args
    if len(text) > LENGTH:
        raise UserError(f"That is too long for me: at most {LENGTH} characters.")
    people = [it.member.id for it in _busiest(context, _number(word, ACTIVE, MOST, "people"))]
    text = text or "To those who write the most: please have a look!"
    context.link.reply(context.message, f"{text}\n\n{tags(people)}", people)


def statistics(context: Context) -> None:
    seen, now = _seen(context), time.time()
    busiest = [it for it in seen if it.messages][:3]
    lines = [
        f"Messages: {sum(it.messages for it in seen)}",
        f"Members who wrote: {sum(it.messages > 0 for it in seen)} of {len(seen)}",
        *(
            f"{words}: {sum(it.last_at > now - days * DAY for it in seen)}"
            for days, words in ((1, "In the last day"), (7, "In a week"), (30, "In 30 days"))
        ),
    ]
    if busiest:
        names = ", ".join(f"{tag(it.member.id)} ({it.messages})" for it in busiest)
        lines.append(f"The busiest: {names}")
    context.link.reply(context.message, "\n".join(lines), [it.member.id for it in busiest])


def _busiest(context: Context, count: int) -> list[Seen]:
    found = [it for it in _seen(context) if it.messages][:count]
    if not found:
        raise UserError("I have seen nobody write in this group yet.")
    return found


def _seen(context: Context) -> list[Seen]:
    """The members but for the bot, the busiest first."""
    written = {it.person: it for it in context.state.activity.of(context.chat)}
    seen = []
    for member in members(context):
        if not context.is_bot(member):
            it = written.get(key_of(member)) or written.get(member.lid)
            seen.append(Seen(member, it.messages if it else 0, it.last_at if it else 0.0))
    return sorted(seen, key=lambda it: -it.messages)


def _number(text: str, usual: int, most: int, what: str) -> int:
    if not text:
        return usual
    if not text.isdecimal() or len(text) > 5 or not 1 <= int(text) <= most:
        raise UserError(f"How many {what}? Write a number from 1 to {most}.")
    return int(text)
