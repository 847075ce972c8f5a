"""vision: what is to be seen in a picture."""

from __future__ import annotations

from botinstance import tools
from botinstance.commands.ai import given, model, quota, talk
from botinstance.commands.ai.account import language_model
from botinstance.commands.media.given import found, is_picture, loaded
from botinstance.context import Context


def run(context: Context) -> str:
    import base64

    pictured = found(context, is_picture, "a picture")
    question = given.checked(context.args or "Describe this picture in a few sentences.")
    language_model(context)
    small = tools.work("botinstance.commands.media.canvas:small", loaded(context, pictured))
    quota.take(context)
    address = f"data:image/jpeg;base64,{base64.b64encode(small).decode()}"
    content = [
        {"type": "text", "text": f"{question}\n{talk.language(context, context.chat)}"},
        {"type": "image_url", "image_url": {"url": address}},
    ]
    return model.complete(context, [{"role": "user", "content": content}])
