"""events: what becomes of a group and its admins is told in it."""

from __future__ import annotations

from botinstance.commands.group.common import tag, tags
from botinstance.context import Context, Event, UserError
from botinstance.link.happening import GroupTurn, Turn

SETTING = "events"
_TOLD = {
    Turn.PROMOTED: "Now an admin{by}: {people}",
    Turn.DEMOTED: "Not an admin any more{by}: {people}",
    Turn.RENAMED: "The group has a new name{by}: {text}",
    Turn.DESCRIBED: "The group has a new description{by}.",
}


def run(context: Context) -> str:
    word = context.args.lower()
    if word not in ("", "on", "off"):
        raise UserError(f"Write {context.config.prefix}events on, or off.")
    if word:
        context.state.settings.set(SETTING, word == "on", context.chat)
    on = context.state.settings.on(SETTING, context.chat)
    does = "I tell" if on else "I do not tell"
    return f"{does} the group when its admins, its name or its description change."


def tell(event: Event) -> None:
    turn = event.happening
    assert isinstance(turn, GroupTurn)
    if turn.turn not in _TOLD or event.link.own.has(turn.by):
        return  # what the bot itself did it has said already
    by = f", by {tag(turn.by)}" if turn.by else ""
    text = _TOLD[turn.turn].format(by=by, people=tags(turn.people), text=turn.text[:200])
    event.link.send(turn.chat, text, [*turn.people, *([turn.by] if turn.by else [])])
