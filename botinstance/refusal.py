"""May this person use this command here? The menu and the dispatcher ask the same question."""

from __future__ import annotations

from botinstance.context import Context, Heard
from botinstance.contract.command import Command, Permission, Scope
from botinstance.contract.feature import TITLES
from botinstance.state.switches import Off, off

_WHO = {
    Permission.GROUP_ADMIN: "Only admins of the group may use this command.",
    Permission.SUDO: "Only the bot's admins may use this command.",
    Permission.OWNER: "Only the bot's owner may use this command.",
}
_OFF = {
    Off.DASHBOARD: "{what} is switched off for this bot. "
    "Its owner can switch it on in the dashboard.",
    Off.OWNER: "{what} is switched off for this bot. "
    "Its owner can switch it on with {prefix}enable.",
    Off.CHAT: "{what} is switched off in this chat. "
    "An admin can switch it on with {prefix}enable.",
}
_MODE = {
    "groups": "I answer in groups only.",
    "private": "I answer in private chats only: write to me directly.",
    "admins": "I answer only my owner and those whom my owner has named.",
}


def ignored(heard: Heard) -> bool:
    """Whether the bot does not speak with this person, or in this chat, at all."""
    if heard.permission >= Permission.SUDO:
        return False
    settings = heard.state.settings
    banned = {heard.person, heard.message.sender}.intersection(settings.items("banned"))
    return bool(banned) or heard.chat in settings.items("banned_chats")


def refusal(command: Command, context: Context) -> str | None:
    """Why not, as a sentence for the sender; None: it is allowed. Raises LinkDown, LinkError."""
    return _closed(context) or _switched_off(command, context) or _not_for(command, context)


def _closed(context: Context) -> str | None:
    """The bot as a whole is not for this person here."""
    if context.permission >= Permission.SUDO:
        return None
    settings, group = context.state.settings, context.message.is_group
    mode = settings.text("mode")
    if mode == "admins" or (mode == "groups" and not group) or (mode == "private" and group):
        return _MODE[mode]
    alone = group and settings.on("adminonly", context.chat)
    if alone and context.permission < Permission.GROUP_ADMIN:
        return "In this group I answer only its admins."
    return None


def _switched_off(command: Command, context: Context) -> str | None:
    who = off(context.config, context.state.settings, context.chat, command.feature, command.name)
    if who is None:
        return None
    what = TITLES[command.feature]
    if who is not Off.DASHBOARD:
        what = f"{context.config.prefix}{command.name}"
    return _OFF[who].format(what=what, prefix=context.config.prefix)


def _not_for(command: Command, context: Context) -> str | None:
    if command.scope is Scope.GROUP and not context.message.is_group:
        return "This command works in groups only."
    if command.scope is Scope.PRIVATE and context.message.is_group:
        return "This command works in a private chat only: write to me directly."
    if command.permission > Permission.EVERYONE and context.permission < command.permission:
        return _WHO[command.permission]
    return None
