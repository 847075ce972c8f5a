"""warnings: who is warned how often, and for what."""

from __future__ import annotations

from botinstance.commands.group.common import key_of, members, one, tag
from botinstance.commands.group.people import about
from botinstance.commands.group.warnings import KIND, LIMIT, counted
from botinstance.context import Context, UserError

_SHOWN = 30  # people in a list
_TOLD = 15  # of one person's warnings


def run(context: Context) -> None:
    if context.args or context.message.mentions or context.message.quoted:
        people, _ = about(context)
        _of_one(context, people[0])
    else:
        _of_all(context)


def _of_one(context: Context, person: str) -> None:
    member = one(context, person)
    warns = context.state.records.get(KIND, context.chat, key_of(member), [])
    limit = context.state.settings.number(LIMIT, context.chat)
    lines = [f"{tag(member.id)} has {counted(len(warns))}; {limit} are too many."]
    reasons = [f"{n}. {warn['reason'] or '(no reason)'}" for n, warn in enumerate(warns, 1)]
    lines += reasons[-_TOLD:]
    context.link.reply(context.message, "\n".join(lines), [member.id])


def _of_all(context: Context) -> None:
    known = {key_of(member): member.id for member in members(context)}
    warned = [
        (len(record.value), known[record.key])
        for record in context.state.records.all(KIND, context.chat)
        if record.key in known
    ]
    if not warned:
        raise UserError("Nobody in this group has a warning.")
    warned.sort(key=lambda it: -it[0])
    lines = [f"{tag(id)}: {counted(count)}" for count, id in warned[:_SHOWN]]
    context.link.reply(context.message, "\n".join(lines), [id for _, id in warned[:_SHOWN]])
