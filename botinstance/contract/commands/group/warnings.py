"""Warnings, and members who may not write."""

from __future__ import annotations

from botinstance.contract.command import Command, Permission, Scope

CATEGORY = "Group"
AT = "botinstance.commands.group."

COMMANDS = (
    Command(
        name="warn",
        usage="<@person or number> [reason]",
        help="Warn people; whoever has too many warnings is removed or silenced.",
        example="warn 15550002 spam",
        answer="Warning 1 of 3 for @…: spam",
        category=CATEGORY,
        handler=AT + "warnings:warn",
        feature="group",
        permission=Permission.GROUP_ADMIN,
        scope=Scope.GROUP,
    ),
    Command(
        name="unwarn",
        aliases=("rmwarn",),
        usage="<@person or number> [all]",
        help="Take the last warning back from people, or all of them.",
        example="unwarn 15550002",
        answer="@… has no warnings now.",
        category=CATEGORY,
        handler=AT + "warnings:unwarn",
        feature="group",
        permission=Permission.GROUP_ADMIN,
        scope=Scope.GROUP,
    ),
    Command(
        name="resetwarn",
        usage="<@person or number>",
        help="Take all warnings back from people.",
        example="resetwarn 15550002",
        answer="@… has no warnings now.",
        category=CATEGORY,
        handler=AT + "warnings:reset",
        feature="group",
        permission=Permission.GROUP_ADMIN,
        scope=Scope.GROUP,
    ),
    Command(
        name="warnings",
        aliases=("warnlist",),
        usage="[@person or number]",
        help="Show who has how many warnings in the group, or somebody's and their reasons.",
        example="warnings 15550002",
        answer="@… has no warnings; 3 are too many.",
        category=CATEGORY,
        handler=AT + "warnlist:run",
        feature="group",
        scope=Scope.GROUP,
    ),
    Command(
        name="setwarn",
        aliases=("warnlimit",),
        usage="[number] [kick|mute]",
        help="Choose how many warnings are too many, and what follows: kick removes, mute "
        "silences for a day.",
        example="setwarn 3 kick",
        answer="Whoever has 3 warnings is removed.",
        category=CATEGORY,
        handler=AT + "warnings:limit",
        feature="group",
        permission=Permission.GROUP_ADMIN,
        scope=Scope.GROUP,
    ),
    Command(
        name="mutemember",
        usage="<@person or number> [30m|2h|7d]",
        help="Delete what somebody writes in the group, for a while or until unmutemember.",
        example="mutemember 15550002 2h",
        answer="For 2 hours I delete what @… writes.",
        category=CATEGORY,
        handler=AT + "mutemember:mute",
        feature="group",
        permission=Permission.GROUP_ADMIN,
        scope=Scope.GROUP,
    ),
    Command(
        name="unmutemember",
        usage="<@person or number>",
        help="Let somebody write in the group again.",
        example="unmutemember 15550002",
        answer="@… may write again.",
        category=CATEGORY,
        handler=AT + "mutemember:unmute",
        feature="group",
        permission=Permission.GROUP_ADMIN,
        scope=Scope.GROUP,
    ),
)
