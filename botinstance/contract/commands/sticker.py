"""Stickers, and what can be made of them."""

from __future__ import annotations

from botinstance.contract.command import Command, Cost, Permission, Scope

CATEGORY = "Stickers"
AT = "botinstance.commands.sticker."
FEATURE = "sticker"


def _sticker(
    name: str, usage: str, help: str, example: str, handler: str, aliases: tuple[str, ...] = (),
    answer: str = "(sticker)",
) -> Command:  # fmt: skip
    return Command(
        name=name,
        aliases=aliases,
        usage=usage,
        help=help,
        example=example,
        answer=answer,
        category=CATEGORY,
        handler=AT + handler,
        feature=FEATURE,
        cost=Cost.HEAVY,
        cooldown=1.0,
    )


COMMANDS = (
    _sticker(
        "sticker",
        "",
        "Make a sticker: send it as the caption of a picture, a GIF or a video, "
        "or as a reply to one.",
        "sticker",
        "sticker:run",
        ("s", "stiker"),
    ),
    _sticker(
        "crop",
        "",
        "Make a sticker of the middle of a picture or a video, without free sides.",
        "crop",
        "sticker:crop",
        ("scrop",),
    ),
    _sticker(
        "circle", "", "Make a round sticker of a picture.", "circle", "sticker:circle", ("round",)
    ),
    _sticker(
        "take",
        "[pack|author]",
        "Reply to a sticker to get it with your name on it, or with the names you write.",
        "take My pack|Me",
        "sticker:take",
        ("steal", "wm"),
    ),
    _sticker(
        "toimg",
        "",
        "Reply to a sticker to get it as a picture.",
        "toimg",
        "back:image",
        ("photo",),
        "(picture)",
    ),
    _sticker(
        "tovideo",
        "",
        "Reply to a sticker that moves to get it as a video.",
        "tovideo",
        "back:video",
        ("tomp4",),
        "(video)",
    ),
    _sticker(
        "togif",
        "",
        "Reply to a sticker that moves to get it as a GIF.",
        "togif",
        "back:gif",
        (),
        "(video)",
    ),
    _sticker(
        "attp", "<text>", "Make a sticker of words in changing colours.", "attp Hi", "words:attp"
    ),
    _sticker("ttp", "<text>", "Make a sticker of words.", "ttp Hi", "words:ttp"),
    _sticker(
        "brat",
        "<text>",
        "Make a sticker of words, black on white and a little blurred.",
        "brat so true",
        "words:brat",
    ),
    _sticker(
        "qc",
        "[text]",
        "Reply to a message to make a sticker of it that looks like the chat. "
        "Words behind the command become your own.",
        "qc Good morning",
        "quote:run",
        ("quotely",),
    ),
    _sticker(
        "smeme",
        "<top|bottom>",
        "Make a sticker of a picture, with words above and below.",
        "smeme When it works|the first time",
        "words:smeme",
        ("memesticker",),
    ),
    Command(
        name="autosticker",
        usage="[on or off]",
        help="Make a sticker of every picture that is sent to the group.",
        example="autosticker on",
        answer="Every picture here becomes a sticker. …",
        category=CATEGORY,
        handler=AT + "auto:run",
        feature=FEATURE,
        permission=Permission.GROUP_ADMIN,
        scope=Scope.GROUP,
    ),
)
