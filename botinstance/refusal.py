"""May this person use this command here? The menu and the dispatcher ask the same question."""

from __future__ import annotations

from botinstance.context import Context
from botinstance.contract.command import Command, Permission, Scope
from botinstance.contract.feature import FEATURES

_TITLES = {f.name: f.title for f in FEATURES}
_WHO = {
    Permission.GROUP_ADMIN: "Only admins of the group may use this command.",
    Permission.SUDO: "Only the bot's admins may use this command.",
    Permission.OWNER: "Only the bot's owner may use this command.",
}


def refusal(command: Command, context: Context) -> str | None:
    """Why not, as a sentence for the sender; None: it is allowed. Raises LinkDown, LinkError."""
    if command.feature and not context.config.enabled(command.feature):
        title = _TITLES[command.feature]
        return (
            f"{title} is switched off for this bot. Its owner can switch it on in the dashboard."
        )
    if command.scope is Scope.GROUP and not context.message.is_group:
        return "This command works in groups only."
    if command.scope is Scope.PRIVATE and context.message.is_group:
        return "This command works in a private chat only: write to me directly."
    if command.permission > Permission.EVERYONE and context.permission < command.permission:
        return _WHO[command.permission]
    return None
