"""Speaking to a group, and what is said in it."""

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
    Command(
        name="hidetag",
        aliases=("htag", "notify"),
        usage="<text>",
        help="Mention everybody in the group without naming them: with your text, or the one "
        "you reply to.",
        example="hidetag Dinner is ready",
        answer="Dinner is ready",
        category=CATEGORY,
        handler=AT + "tags:everybody",
        permission=Permission.GROUP_ADMIN,
        scope=Scope.GROUP,
        feature="tagall",
        cooldown=5.0,
    ),
    Command(
        name="tagadmins",
        aliases=("admins", "staff"),
        usage="[text]",
        help="Mention the admins of the group.",
        example="tagadmins Somebody is spamming",
        answer="Somebody is spamming\n\n@…",
        category=CATEGORY,
        handler=AT + "tags:admins",
        scope=Scope.GROUP,
        cooldown=30.0,
    ),
    Command(
        name="tagnotadmin",
        aliases=("tagmembers",),
        usage="[text]",
        help="Mention everybody in the group who is no admin.",
        example="tagnotadmin Please read the rules",
        answer="Please read the rules\n\n@…",
        category=CATEGORY,
        handler=AT + "tags:others",
        permission=Permission.GROUP_ADMIN,
        scope=Scope.GROUP,
        feature="tagall",
        cooldown=5.0,
    ),
    Command(
        name="poll",
        aliases=("vote",),
        usage="<question ; option ; option>",
        help="Ask a question that people answer with a tap, with 2 to 12 options.",
        example="poll Where shall we eat? ; At home ; At the sea",
        answer="(poll)",
        category=CATEGORY,
        handler=AT + "poll:run",
        cooldown=5.0,
    ),
    Command(
        name="delete",
        aliases=("del", "d"),
        usage="",
        help="Delete the message you reply to: anybody's in a group, for its admins; mine in "
        "a private chat.",
        example="delete",
        answer="(deleted message)",
        category=CATEGORY,
        handler=AT + "delete:run",
    ),
    Command(
        name="leave",
        aliases=("exit",),
        usage="",
        help="Leave the group. The bot is your account, so you leave it.",
        example="leave",
        answer="Goodbye!",
        category=CATEGORY,
        handler=AT + "leave:run",
        permission=Permission.OWNER,
        scope=Scope.GROUP,
    ),
)
