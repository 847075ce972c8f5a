"""sudo, addsudo, delsudo, sudolist: who may do here what admins of the bot may."""

from __future__ import annotations

from botinstance.commands.owner.common import keys, tell
from botinstance.context import Context, UserError

MOST = 50


def run(context: Context) -> str | None:
    word = context.args.partition(" ")[0].lower()
    deed = {"": show, "list": show, "add": add, "del": remove, "remove": remove}.get(word)
    if deed is None:
        use = f"{context.config.prefix}sudo"
        raise UserError(f"Write {use} add @person, {use} del @person or {use} list.")
    return deed(context)


def add(context: Context) -> str | None:
    people = keys(context)
    if context.owner_phone in people:
        raise UserError("My owner may do everything already.")
    with context.state.records.together():
        admins = list(dict.fromkeys([*context.state.settings.items("sudo"), *people]))
        if len(admins) > MOST:
            raise UserError(f"I can have {MOST} admins at most.")
        context.state.settings.set("sudo", admins)
    tell(context, "Now an admin of this bot:", people)
    return None


def remove(context: Context) -> str | None:
    people = keys(context)
    with context.state.records.together():
        admins = context.state.settings.items("sudo")
        if not set(people) & set(admins):
            raise UserError("They are no admins of this bot.")
        context.state.settings.set("sudo", [it for it in admins if it not in people])
    tell(context, "Not an admin of this bot any more:", people)
    return None


def show(context: Context) -> str | None:
    admins = context.state.settings.items("sudo")
    if not admins:
        return f"I have no admins but my owner. {context.config.prefix}addsudo @person names one."
    tell(context, "Admins of this bot:", admins, end="")
    return None
