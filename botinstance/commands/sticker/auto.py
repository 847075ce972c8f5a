"""autosticker: every picture in a group becomes a sticker."""

from __future__ import annotations

import contextlib

from botinstance.commands.media import given
from botinstance.commands.sticker import sending
from botinstance.context import Context, Heard, UserError

A_DAY = 200  # stickers in one group: WhatsApp takes many more for spam


def run(context: Context) -> str:
    settings, word = context.state.settings, context.args.lower()
    use = f"{context.config.prefix}autosticker"
    if word:
        if word not in ("on", "off"):
            raise UserError(f"Write {use} on or {use} off.")
        settings.set("autosticker", word == "on", context.chat)
    if settings.on("autosticker", context.chat):
        return f"Every picture here becomes a sticker. {use} off ends that."
    return f"Pictures here stay pictures. {use} on makes stickers of them."


def heard(said: Heard) -> None:
    media = said.message.media
    if media is None or media.kind != "image" or media.view_once:
        return
    if not said.state.allowance.take("autosticker", A_DAY, said.chat):
        return
    with contextlib.suppress(UserError):  # nobody has asked for a sentence
        sending.work(said, "webp:sticker", given.loaded(said, given.every(said)[0]))
