"""Who is in a group, and who runs it."""

from __future__ import annotations

from botinstance.contract.command import Command, Permission, Scope

CATEGORY = "Group"
AT = "botinstance.commands.group."

COMMANDS = (
    Command(
        name="kick",
        aliases=("remove",),
        usage="<@person or number>",
        help="Remove people from the group: those you mention, reply to or give by number.",
        example="kick 15550002",
        answer="Removed: @….",
        category=CATEGORY,
        handler=AT + "members:kick",
        feature="group",
        permission=Permission.GROUP_ADMIN,
        scope=Scope.GROUP,
    ),
    Command(
        name="add",
        usage="<number>",
        help="Add people to the group, by their numbers with the country code.",
        example="add +1 555 0008",
        answer="Added: @….",
        category=CATEGORY,
        handler=AT + "members:add",
        feature="group",
        permission=Permission.GROUP_ADMIN,
        scope=Scope.GROUP,
    ),
    Command(
        name="promote",
        usage="<@person or number>",
        help="Make people admins of the group.",
        example="promote 15550002",
        answer="Now an admin: @….",
        category=CATEGORY,
        handler=AT + "members:promote",
        feature="group",
        permission=Permission.GROUP_ADMIN,
        scope=Scope.GROUP,
    ),
    Command(
        name="demote",
        usage="<@person or number>",
        help="Take the admins' rights from people in the group.",
        example="demote 15550003",
        answer="Not an admin any more: @….",
        category=CATEGORY,
        handler=AT + "members:demote",
        feature="group",
        permission=Permission.GROUP_ADMIN,
        scope=Scope.GROUP,
    ),
)
