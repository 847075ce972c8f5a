"""The commands of a bot, as data: menu, dispatcher, tests and dashboard read this."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Permission(IntEnum):
    """Who may use a command; each implies the ones before. Do not re-order."""

    EVERYONE = 0
    GROUP_ADMIN = 1
    SUDO = 2
    OWNER = 3


class Scope(StrEnum):
    ANY = "any"
    GROUP = "group"
    PRIVATE = "private"


@dataclass(frozen=True)
class Command:
    """`example` is what follows the prefix; `answer` is what comes back, where … is any text and
    (sticker), (voice note), (contact card) stand for what is not text."""

    name: str
    usage: str  # the arguments, [optional] and <required>
    help: str
    example: str
    answer: str
    category: str
    handler: str  # "package.module:function", imported on first use
    aliases: tuple[str, ...] = ()
    permission: Permission = Permission.EVERYONE
    scope: Scope = Scope.ANY
    feature: str | None = None  # a name of contract/feature.py that can switch it off
    cooldown: float = 0.0  # seconds between two uses by one person


_AT = "botinstance.commands."

COMMANDS = (
    Command(
        name="menu",
        aliases=("help", "list", "commands"),
        usage="[command]",
        help="Show what this bot can do for you, or how one command is used.",
        example="menu calc",
        answer=".calc <expression>\nWork out a sum…",
        category="General",
        handler=_AT + "general.menu:run",
    ),
    Command(
        name="ping",
        aliases=("speed", "p"),
        usage="",
        help="See whether the bot answers, and how fast.",
        example="ping",
        answer="Pong! … ms",
        category="General",
        handler=_AT + "general.ping:run",
    ),
    Command(
        name="alive",
        aliases=("runtime", "uptime", "status"),
        usage="",
        help="Show for how long the bot has been running.",
        example="alive",
        answer="I am up for …",
        category="General",
        handler=_AT + "general.alive:run",
    ),
    Command(
        name="info",
        aliases=("botinfo",),
        usage="",
        help="Show the bot's name, owner, prefix and features.",
        example="info",
        answer="*…*\nOwner: +…\nPrefix: .…",
        category="General",
        handler=_AT + "general.info:run",
    ),
    Command(
        name="owner",
        aliases=("creator",),
        usage="",
        help="Send the contact card of the bot's owner.",
        example="owner",
        answer="(contact card)",
        category="General",
        handler=_AT + "general.owner:run",
    ),
    Command(
        name="jid",
        aliases=("lid", "id"),
        usage="[@person]",
        help="Show WhatsApp's ids of this chat and of a person: you, who you mention or reply to.",
        example="jid",
        answer="Chat: …@…\nPerson: …@…",
        category="General",
        handler=_AT + "general.jid:run",
    ),
    Command(
        name="calc",
        aliases=("=",),
        usage="<expression>",
        help="Work out a sum: + - * / // % ^, brackets, sqrt, sin, log, pi and the like.",
        example="calc 2+3*4",
        answer="14",
        category="Utility",
        handler=_AT + "utility.calc:run",
    ),
    Command(
        name="tagall",
        aliases=("everyone", "all"),
        usage="[text]",
        help="Mention everybody in the group.",
        example="tagall Dinner is ready",
        answer="Dinner is ready\n\n@…",
        category="Group",
        handler=_AT + "group.tagall:run",
        permission=Permission.GROUP_ADMIN,
        scope=Scope.GROUP,
        feature="tagall",
        cooldown=5.0,
    ),
    Command(
        name="sticker",
        aliases=("s", "stiker"),
        usage="",
        help="Make a sticker: send it as the caption of a picture, or as a reply to one.",
        example="sticker",
        answer="(sticker)",
        category="Media",
        handler=_AT + "media.sticker:run",
        feature="sticker",
        cooldown=1.0,
    ),
    Command(
        name="tts",
        aliases=("say",),
        usage="[language] <text>",
        help="Read a text out as a voice note, in English or in the language named first: "
        "es, de, pt, …; hin for Hindi, ita for Italian, isl for Icelandic.",
        example="tts Good morning",
        answer="(voice note)",
        category="Media",
        handler=_AT + "media.tts:run",
        feature="tts",
        cooldown=1.0,
    ),
)
