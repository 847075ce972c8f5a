"""Pictures, stickers and sound."""

from __future__ import annotations

from botinstance.contract.command import Command

CATEGORY = "Media"
AT = "botinstance.commands.media."

COMMANDS = (
    Command(
        name="sticker",
        aliases=("s", "stiker"),
        usage="",
        help="Make a sticker: send it as the caption of a picture, or as a reply to one.",
        example="sticker",
        answer="(sticker)",
        category=CATEGORY,
        handler=AT + "sticker:run",
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
        category=CATEGORY,
        handler=AT + "tts:run",
        feature="tts",
        cooldown=1.0,
    ),
)
