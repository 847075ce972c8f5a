"""May this person use this command here? The menu and the dispatcher ask the same question."""

from __future__ import annotations

from botinstance.context import Context, Heard
from botinstance.contract.command import Command, Permission, Scope
from botinstance.contract.feature import TITLES
from botinstance.language import N_, _
from botinstance.state.switches import Off, off

_WHO = {
    Permission.GROUP_ADMIN: N_("Only admins of the group may use this command."),
    Permission.SUDO: N_("Only the bot's admins may use this command."),
    Permission.OWNER: N_("Only the bot's owner may use this command."),
}
_OFF = {
    Off.DASHBOARD: N_(
        "{what} is switched off for this bot. Its owner can switch it on in the dashboard."
    ),
    Off.OWNER: N_(
        "{what} is switched off for this bot. Its owner can switch it on with {prefix}enable."
    ),
    Off.CHAT: N_(
        "{what} is switched off in this chat. An admin can switch it on with {prefix}enable."
    ),
}
_MODE = {
    "groups": N_("I answer in groups only."),
    "private": N_("I answer in private chats only: write to me directly."),
    "admins": N_("I answer only my owner and those whom my owner has named."),
}


def ignored(heard: Heard) -> bool:
    """Whether the bot does not speak with this person, or in this chat, at all."""
    settings = heard.state.settings
    banned = {heard.person, heard.message.sender}.intersection(settings.items("banned"))
    if not banned and heard.chat not in settings.items("banned_chats"):
        return False  # first, as WhatsApp may have to be asked for somebody's rights
    return heard.permission < Permission.SUDO


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
        return _(_MODE[mode])
    alone = group and settings.on("adminonly", context.chat)
    if alone and context.permission < Permission.GROUP_ADMIN:
        return _("In this group I answer only its admins.")
    return None


def _switched_off(command: Command, context: Context) -> str | None:
    who = off(context.config, context.state.settings, context.chat, command.feature, command.name)
    if who is None:
        return None
    what = _(TITLES[command.feature])
    if who is not Off.DASHBOARD:
        what = f"{context.config.prefix}{command.name}"
    return _(_OFF[who]).format(what=what, prefix=context.config.prefix)


def _not_for(command: Command, context: Context) -> str | None:
    if command.scope is Scope.GROUP and not context.message.is_group:
        return _("This command works in groups only.")
    if command.scope is Scope.PRIVATE and context.message.is_group:
        return _("This command works in a private chat only: write to me directly.")
    if command.permission > Permission.EVERYONE and context.permission < command.permission:
        return _(_WHO[command.permission])
    return None
