"""hidetag, tagadmins, tagnotadmin: mention many people at once."""

from __future__ import annotations

from collections.abc import Callable

from botinstance.commands.group.common import members, tags
from botinstance.context import Context, UserError
from botinstance.link.group import Member

LENGTH = 2000  # characters of a text


def everybody(context: Context) -> None:
    text = _text(context)
    quoted = context.message.quoted
    if not text and quoted:
        text = quoted.text[:LENGTH]
    if not text:
        raise UserError(
            f"What shall I say? Write it behind {context.config.prefix}hidetag, "
            "or reply to a message."
        )
    context.link.reply(context.message, text, _ids(context, lambda _: True))


def admins(context: Context) -> None:
    _call(context, "Dear admins, please have a look!", lambda member: member.admin)


def others(context: Context) -> None:
    _call(context, "Everybody, please have a look!", lambda member: not member.admin)


def _call(context: Context, usual: str, wanted: Callable[[Member], bool]) -> None:
    text, people = _text(context) or usual, _ids(context, wanted)
    if not people:
        raise UserError("There is nobody of that kind in this group.")
    context.link.reply(context.message, f"{text}\n\n{tags(people)}", people)


def _ids(context: Context, wanted: Callable[[Member], bool]) -> list[str]:
    return [member.id for member in members(context) if wanted(member)]


def _text(context: Context) -> str:
    if len(context.args) > LENGTH:
        raise UserError(f"That is too long for me: at most {LENGTH} characters.")
    return context.args
