"""Who writes how much in a group."""

from __future__ import annotations

from botinstance.contract.command import Command, Permission, Scope

CATEGORY = "Group"
AT = "botinstance.commands.group."

COMMANDS = (
    Command(
        name="top",
        aliases=("topmembers", "msgs"),
        usage="[number]",
        help="Show who writes the most in the group.",
        example="top",
        answer="*Messages*\n1. @…: 1",
        category=CATEGORY,
        handler=AT + "writers:top",
        feature="group",
        scope=Scope.GROUP,
        cooldown=10.0,
    ),
    Command(
        name="inactive",
        aliases=("ghosts",),
        usage="[days]",
        help="Show who has written nothing in the group for some days, 30 unless you say "
        "otherwise.",
        example="inactive 7",
        answer="… wrote nothing for 7 days, or not yet:\n@…",
        category=CATEGORY,
        handler=AT + "writers:inactive",
        feature="group",
        permission=Permission.GROUP_ADMIN,
        scope=Scope.GROUP,
        cooldown=10.0,
    ),
    Command(
        name="tagactive",
        aliases=("tagonline",),
        usage="[number] [text]",
        help="Mention those who write the most in the group.",
        example="tagactive 5 Who is there?",
        answer="Who is there?\n\n@…",
        category=CATEGORY,
        handler=AT + "writers:call_active",
        feature="tagall",
        permission=Permission.GROUP_ADMIN,
        scope=Scope.GROUP,
        cooldown=5.0,
    ),
    Command(
        name="gstats",
        aliases=("activity",),
        usage="",
        help="Show how much is written in the group, and by how many.",
        example="gstats",
        answer="Messages: 1\nMembers who wrote: 1 of 3\n…",
        category=CATEGORY,
        handler=AT + "writers:statistics",
        feature="group",
        scope=Scope.GROUP,
        cooldown=10.0,
    ),
)
