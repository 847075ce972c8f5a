"""me: who somebody is, as the bot sees it."""

from __future__ import annotations

from typing import NamedTuple

from botinstance.commands.economy.purse import purse
from botinstance.commands.group.common import tag
from botinstance.commands.group.people import named
from botinstance.commands.group.warnings import KIND as WARNINGS
from botinstance.commands.group.warnings import LIMIT
from botinstance.context import Context
from botinstance.contract.command import Permission
from botinstance.link.protocol import File, LinkError
from botinstance.state.identity import person
from botinstance.state.switches import off
from botinstance.words import clean

_ROLES = {
    Permission.GROUP_ADMIN: "admin of this group",
    Permission.SUDO: "admin of this bot",
    Permission.OWNER: "owner of this bot",
}


class _Who(NamedTuple):
    id: str
    phone: str
    name: str
    role: Permission

    @property
    def key(self) -> str:
        return person(self.id, self.phone)


def run(context: Context) -> None:
    who = _who(context)
    mentions = () if who.id == context.message.sender else (who.id,)
    text = "\n".join([f"*{who.name}*", *_lines(context, who)])
    picture = _picture(context, who)
    if picture:
        file = File("image", picture, "image/jpeg", text, mentions=mentions)
        context.link.send_file(context.message, file)
    else:
        context.link.reply(context.message, text, mentions)


def _who(context: Context) -> _Who:
    message = context.message
    if not (message.mentions or context.args):
        name = clean(message.sender_name, 60) or "No name"
        return _Who(message.sender, message.sender_phone, name, context.permission)
    id = named(context)[0]
    phone = context.link.account.phone_of(id)
    return _Who(id, phone, tag(id)[:60], context.permission_of(id, phone, context.chat))


def _lines(context: Context, who: _Who) -> list[str]:
    group = context.message.is_group
    usual = "member of this group" if group else "user of this bot"
    # a group may hide its members' numbers from each other, so it is told in private only
    shown = f"Number: +{who.phone}" if who.phone and not group else f"Id: {who.id}"
    lines = [shown, f"Role: {_ROLES.get(who.role, usual)}"]
    if group:
        warned = len(context.state.records.get(WARNINGS, context.chat, who.key, []))
        limit = context.state.settings.number(LIMIT, context.chat)
        lines += [f"Warnings: {warned} of {limit}"] if warned else []
    kept = purse(context.state, who.key)
    if kept.xp and not off(context.config, context.state.settings, context.chat, "economy"):
        lines.append(f"Level: {kept.level} ({kept.xp} XP)")
    return lines


def _picture(context: Context, who: _Who) -> bytes:
    """Empty where there is none to see."""
    try:
        return context.link.account.picture_of(who.id)
    except LinkError:
        return b""
