"""vision: what is to be seen in a picture."""

from __future__ import annotations

from botinstance import tools
from botinstance.commands.ai import given, model, quota, talk
from botinstance.commands.ai.account import language_model
from botinstance.context import Context, UserError
from botinstance.link.protocol import Media

MOST = 16 << 20  # bytes of a picture


def run(context: Context) -> str:
    import base64

    message = context.message
    quoted = message.media is None and message.quoted is not None
    _check(message.quoted.media if quoted and message.quoted else message.media, context)
    question = given.checked(context.args or "Describe this picture in a few sentences.")
    language_model(context)
    picture = context.link.download(message, quoted)
    small = tools.work("botinstance.commands.ai.picture:jpeg", picture)
    quota.take(context)
    address = f"data:image/jpeg;base64,{base64.b64encode(small).decode()}"
    content = [
        {"type": "text", "text": f"{question}\n{talk.language(context, context.chat)}"},
        {"type": "image_url", "image_url": {"url": address}},
    ]
    return model.complete(context, [{"role": "user", "content": content}])


def _check(media: Media | None, context: Context) -> None:
    if media is None:
        use = f"{context.config.prefix}vision"
        raise UserError(f"Send a picture with the caption {use}, or reply to one with {use}.")
    if media.kind not in ("image", "sticker") and not media.mimetype.startswith("image/"):
        raise UserError("That is not a picture.")
    if media.size > MOST:
        raise UserError(f"That picture is too large: at most {MOST >> 20} MB.")
