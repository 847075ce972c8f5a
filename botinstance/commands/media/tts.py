"""tts: a text becomes a voice note."""

from __future__ import annotations

from botinstance.commands.media.speech import LANGUAGES, voice_note
from botinstance.context import Context, UserError

LENGTH = 500  # characters


def run(context: Context) -> None:
    language, text = _split(context.args)
    quoted = context.message.quoted
    if not text and quoted:
        text = quoted.text
    if not text:
        prefix = context.config.prefix
        raise UserError(f"What shall I say? Example: {prefix}tts Good morning")
    if len(text) > LENGTH:
        raise UserError(f"That is too long for me: at most {LENGTH} characters.")
    context.link.typing(context.message.chat)
    ogg, seconds = voice_note(text, language)
    context.link.send_voice(context.message, ogg, seconds)


def _split(args: str) -> tuple[str, str]:
    """("de", "Guten Tag") of "de Guten Tag"; English unless a language comes first."""
    first, _, rest = args.partition(" ")
    if first.lower() in LANGUAGES:
        return LANGUAGES[first.lower()], rest.strip()
    return "en", args
