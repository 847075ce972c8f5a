"""The bot itself, and who is who."""

from __future__ import annotations

from botinstance.contract.command import Command

CATEGORY = "General"
AT = "botinstance.commands.general."

COMMANDS = (
    Command(
        name="menu",
        aliases=("help", "list", "commands"),
        usage="[section or command]",
        help="Show what this bot can do for you, or how one command is used.",
        example="menu calc",
        answer=".calc <expression>\nWork out a sum…",
        category=CATEGORY,
        handler=AT + "menu:run",
    ),
    Command(
        name="ping",
        aliases=("speed", "p"),
        usage="",
        help="See whether the bot answers, and how fast.",
        example="ping",
        answer="Pong! … ms",
        category=CATEGORY,
        handler=AT + "ping:run",
    ),
    Command(
        name="alive",
        aliases=("runtime", "uptime", "status"),
        usage="",
        help="Show for how long the bot has been running.",
        example="alive",
        answer="I am up for …",
        category=CATEGORY,
        handler=AT + "alive:run",
    ),
    Command(
        name="info",
        aliases=("botinfo",),
        usage="",
        help="Show the bot's name, owner, prefix and features.",
        example="info",
        answer="*…*\nOwner: +…\nPrefix: .…",
        category=CATEGORY,
        handler=AT + "info:run",
    ),
    Command(
        name="owner",
        aliases=("creator",),
        usage="",
        help="Send the contact card of the bot's owner.",
        example="owner",
        answer="(contact card)",
        category=CATEGORY,
        handler=AT + "owner:run",
    ),
    Command(
        name="jid",
        aliases=("lid", "id"),
        usage="[@person]",
        help="Show WhatsApp's ids of this chat and of a person: you, who you mention or reply to.",
        example="jid",
        answer="Chat: …@…\nPerson: …@…",
        category=CATEGORY,
        handler=AT + "jid:run",
    ),
    Command(
        name="report",
        aliases=("bug", "request"),
        usage="<text>",
        help="Tell the bot's owner something, in private.",
        example="report The reminders come an hour late",
        answer="Thank you: my owner has got your words.",
        category=CATEGORY,
        handler=AT + "report:run",
        cooldown=30.0,
    ),
    Command(
        name="usage",
        aliases=("limits", "quota"),
        usage="",
        help="Show how much of what is limited you have used today.",
        example="usage",
        answer="*Today*\n…",
        category=CATEGORY,
        handler=AT + "usage:run",
    ),
)
