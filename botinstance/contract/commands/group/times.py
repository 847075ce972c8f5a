"""What happens in a group by the clock."""

from __future__ import annotations

from botinstance.contract.command import Command, Permission, Scope

CATEGORY = "Group"
AT = "botinstance.commands.group."

COMMANDS = (
    Command(
        name="schedule",
        aliases=("sched",),
        usage="<when> <text, open or close>",
        help="Say something in the group at a time, once or again and again; or open or close "
        "it then.",
        example="schedule every day 8:00 Good morning",
        answer="Number 1, every day at 08:00 (UTC).",
        category=CATEGORY,
        handler=AT + "schedule:add",
        feature="group",
        permission=Permission.GROUP_ADMIN,
        scope=Scope.GROUP,
    ),
    Command(
        name="schedlist",
        usage="",
        help="Show what is planned for the group.",
        example="schedlist",
        answer="Nothing is planned. To plan something: …",
        category=CATEGORY,
        handler=AT + "schedule:listed",
        feature="group",
        permission=Permission.GROUP_ADMIN,
        scope=Scope.GROUP,
    ),
    Command(
        name="delsched",
        usage="<number>",
        help="Drop something that is planned, by its number.",
        example="delsched 1",
        answer="Number 1 is dropped.",
        category=CATEGORY,
        handler=AT + "schedule:drop",
        feature="group",
        permission=Permission.GROUP_ADMIN,
        scope=Scope.GROUP,
    ),
    Command(
        name="automute",
        usage="[22:00|off]",
        help="Close the group each day at a time: only admins may write then.",
        example="automute 22:00",
        answer="I close the group each day at 22:00 (UTC).",
        category=CATEGORY,
        handler=AT + "automute:closing",
        feature="group",
        permission=Permission.GROUP_ADMIN,
        scope=Scope.GROUP,
    ),
    Command(
        name="autounmute",
        usage="[7:00|off]",
        help="Open the group each day at a time: everybody may write then.",
        example="autounmute 7:00",
        answer="I open the group each day at 07:00 (UTC).",
        category=CATEGORY,
        handler=AT + "automute:opening",
        feature="group",
        permission=Permission.GROUP_ADMIN,
        scope=Scope.GROUP,
    ),
)
