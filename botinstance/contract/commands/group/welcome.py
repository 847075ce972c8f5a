"""What a group says of itself: greetings, news and rules."""

from __future__ import annotations

from botinstance.contract.command import Command, Permission, Scope

CATEGORY = "Group"
AT = "botinstance.commands.group."

COMMANDS = (
    Command(
        name="welcome",
        aliases=("setwelcome",),
        usage="[on|off|default|text]",
        help="Greet who joins the group. &user, &group and &count are filled in your text.",
        example="welcome Welcome to &group, &user!",
        answer="The welcome message is on.\n\nWelcome to &group, &user!\n\n…",
        category=CATEGORY,
        handler=AT + "greeting:welcome",
        feature="welcome",
        permission=Permission.GROUP_ADMIN,
        scope=Scope.GROUP,
    ),
    Command(
        name="goodbye",
        aliases=("setbye",),
        usage="[on|off|default|text]",
        help="Say goodbye to who leaves the group. &user, &group and &count are filled in your "
        "text.",
        example="goodbye on",
        answer="The goodbye message is on.\n\nGoodbye, &user!\n\n…",
        category=CATEGORY,
        handler=AT + "greeting:goodbye",
        feature="welcome",
        permission=Permission.GROUP_ADMIN,
        scope=Scope.GROUP,
    ),
    Command(
        name="events",
        aliases=("detect",),
        usage="[on|off]",
        help="Tell the group when its admins, its name or its description change.",
        example="events on",
        answer="I tell the group when its admins, its name or its description change.",
        category=CATEGORY,
        handler=AT + "events:run",
        feature="group",
        permission=Permission.GROUP_ADMIN,
        scope=Scope.GROUP,
    ),
    Command(
        name="rules",
        usage="[text]",
        help="Show the rules of the group; its admins may give it new ones.",
        example="rules",
        answer="This group has no rules. …",
        category=CATEGORY,
        handler=AT + "rules:show",
        feature="group",
        scope=Scope.GROUP,
    ),
    Command(
        name="setrules",
        usage="<text|off>",
        help="Give the group rules, or none with off.",
        example="setrules 1. Be kind.",
        answer="The group has new rules.",
        category=CATEGORY,
        handler=AT + "rules:change",
        feature="group",
        permission=Permission.GROUP_ADMIN,
        scope=Scope.GROUP,
    ),
)
