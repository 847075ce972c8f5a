"""Life in a group."""

from __future__ import annotations

from botinstance.contract.command import Command, Permission, Scope

CATEGORY = "Group"
AT = "botinstance.commands.group."

COMMANDS = (
    Command(
        name="tagall",
        aliases=("everyone", "all"),
        usage="[text]",
        help="Mention everybody in the group.",
        example="tagall Dinner is ready",
        answer="Dinner is ready\n\n@…",
        category=CATEGORY,
        handler=AT + "tagall:run",
        permission=Permission.GROUP_ADMIN,
        scope=Scope.GROUP,
        feature="tagall",
        cooldown=5.0,
    ),
)
