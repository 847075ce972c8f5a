"""hug, pat, slap, highfive, dance, wave, poke, clap: a moving picture for somebody."""

from __future__ import annotations

from botinstance import tools
from botinstance.commands.fun.people import Person, named, one, quoted, sender
from botinstance.commands.media import ffmpeg
from botinstance.context import Context
from botinstance.link.protocol import File

# it plays three times before it begins anew, as some phones stop a very short one
_AGAIN = ("-stream_loop", "2")
_SECONDS = 5
_SENTENCES = {
    "hug": "{} hugs {} 🤗",
    "pat": "{} pats {} on the head 😊",
    "slap": "{} slaps {}, but only in fun 😄",
    "highfive": "{} gives {} a high five ✋",
    "dance": "{} dances with {} 💃",
    "wave": "{} waves at {} 👋",
    "poke": "{} pokes {} 👉",
    "clap": "{} claps for {} 👏",
}


def run(context: Context) -> None:
    deed, person = context.command.name, _whom(context)
    who = sender(context.message)
    sentence = _SENTENCES[deed].format(who.name, person.name if person else "everybody")
    gif = tools.work("botinstance.commands.fun.cartoon:draw", b"", deed=deed)
    data = ffmpeg.convert([gif], ffmpeg.mp4(240, 26, 400), before=_AGAIN)
    ids = tuple(it.id for it in (who, person) if it and it.id)
    file = File("video", data, "video/mp4", sentence, seconds=_SECONDS, gif=True, mentions=ids)
    context.link.send_file(context.message, file)


def _whom(context: Context) -> Person | None:
    """Raises UserError for a name that is none."""
    person, rest = one(context)
    return person or (named(rest) if rest else quoted(context.message))
