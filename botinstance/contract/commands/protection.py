"""What keeps a group in order."""

from __future__ import annotations

from botinstance.contract.command import Command, Permission, Scope

CATEGORY = "Protection"
AT = "botinstance.commands.protection."


def _guard(
    name: str, aliases: tuple[str, ...], usage: str, help: str, example: str, answer: str,
    handler: str, feature: str = "protection",
) -> Command:  # fmt: skip
    return Command(
        name=name,
        aliases=aliases,
        usage=usage,
        help=help,
        example=f"{name} {example}",
        answer=answer,
        category=CATEGORY,
        handler=AT + handler,
        feature=feature,
        permission=Permission.GROUP_ADMIN,
        scope=Scope.GROUP,
    )


def _medium(name: str, what: str) -> Command:
    return _guard(
        name,
        (),
        "on|off|delete|warn|kick",
        f"Keep {what.lower()} of members out of the group.",
        "on",
        f"{what}: deleted.",
        f"antimedia:{name.removeprefix('anti')}",
    )


COMMANDS = (
    _guard(
        "antilink",
        ("alink",),
        "on|off|delete|warn|kick [all|invites] [allow|disallow sites]",
        "Keep links of members out of the group: all of them or only invitations to WhatsApp, "
        "but for the sites that you allow.",
        "warn all allow example.org",
        "On: I delete links and warn who sends them.\nAllowed: example.org",
        "antilink:run",
        feature="antilink",
    ),
    _guard(
        "antiword",
        ("badword",),
        "on|off|delete|warn|kick, add|del words, list",
        "Keep words out of the group: the whole words of a list, however they are written.",
        "add swindle",
        "1 word is on the list. …",
        "antiword:run",
    ),
    _guard(
        "antispam",
        ("antiflood",),
        "on|off|delete|warn|kick [messages/seconds]",
        "Stop members who write more messages at once than you allow.",
        "on 5/10",
        "On: I delete more than 5 messages within 10 seconds.",
        "antispam:run",
    ),
    _guard(
        "antitag",
        ("antimention",),
        "on|off|delete|warn|kick [number]",
        "Stop members who mention more people in a message than you allow.",
        "warn 5",
        "On: I delete messages that mention more than 5 people and warn who sends them.",
        "antitag:run",
    ),
    _guard(
        "antifake",
        ("antiforeign",),
        "on|off|country codes",
        "Let only numbers of some countries join the group, where the number is known.",
        "+49 +43",
        "On: I remove who joins with a number that does not begin with +49, +43, …",
        "antifake:run",
    ),
    _guard(
        "captcha",
        ("verify",),
        "on|off",
        "Let who joins the group answer a sum within 3 minutes, or remove them.",
        "on",
        "On: who joins must answer a sum within 3 minutes, …",
        "captcha:run",
    ),
    _guard(
        "antimedia",
        (),
        "sticker|image|video|audio|doc on|off|delete|warn|kick",
        "Keep media of some kinds out of the group.",
        "sticker warn",
        "Stickers: deleted, with a warning.",
        "antimedia:run",
    ),
    _medium("antisticker", "Stickers"),
    _medium("antiimage", "Pictures"),
    _medium("antivideo", "Videos"),
    _medium("antiaudio", "Voice notes and audio"),
    _medium("antidoc", "Documents"),
    Command(
        name="antidelete",
        aliases=("recover",),
        usage="off|chat|owner",
        help="Show again what people delete in this chat, to all or to the owner; everybody is "
        "told that it is on.",
        example="antidelete chat",
        answer="On, so that all know: what somebody writes here and deletes, I show again here. …",
        category=CATEGORY,
        handler=AT + "antidelete:run",
        feature="protection",
        permission=Permission.OWNER,
    ),
    Command(
        name="antiviewonce",
        aliases=("vv", "reveal"),
        usage="[on|off]",
        help="Send what may be seen only once to the owner: what you reply to, or with on "
        "whatever is sent in this chat; everybody is told that it is on.",
        example="antiviewonce",
        answer="I have sent it to my owner.",
        category=CATEGORY,
        handler=AT + "viewonce:run",
        feature="protection",
        permission=Permission.OWNER,
    ),
    Command(
        name="adminonly",
        aliases=("onlyadmin",),
        usage="on|off",
        help="Let only admins of the group use the bot in it.",
        example="adminonly on",
        answer="On: in this group I answer only its admins.",
        category=CATEGORY,
        handler=AT + "adminonly:run",
        feature="protection",
        permission=Permission.GROUP_ADMIN,
        scope=Scope.GROUP,
    ),
)
