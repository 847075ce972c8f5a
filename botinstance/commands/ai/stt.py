"""stt: what is said in a voice note."""

from __future__ import annotations

from botinstance.commands.ai import model, quota
from botinstance.commands.ai.account import language_model
from botinstance.context import Context, UserError
from botinstance.link.protocol import Media

MOST, SECONDS = 16 << 20, 900  # bytes and seconds of a sound


def run(context: Context) -> str:
    message = context.message
    quoted = message.media is None and message.quoted is not None
    media = _sound(message.quoted.media if quoted and message.quoted else message.media, context)
    language_model(context)
    sound = context.link.download(message, quoted)
    quota.take(context)
    mimetype = media.mimetype.partition(";")[0].strip() or "audio/ogg"
    said = model.write_down(context, sound, mimetype)
    return said or "I hear no words in it."


def _sound(media: Media | None, context: Context) -> Media:
    use = f"{context.config.prefix}{context.command.name}"
    if media is None or media.kind != "audio":
        raise UserError(f"Reply to a voice note with {use}.")
    if media.size > MOST or media.seconds > SECONDS:
        raise UserError(
            f"That is too long for me: at most {SECONDS // 60} minutes and {MOST >> 20} MB."
        )
    return media
