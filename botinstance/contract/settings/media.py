"""Stickers, pictures, sound and downloads."""

from __future__ import annotations

from botinstance.contract.setting import Reach, Setting

SETTINGS = (
    Setting(
        "sticker_pack",
        Reach.BOT,
        "",
        "The name of the pack that stickers say they are of; empty: the bot's name.",
        most=60,
    ),
    Setting("sticker_author", Reach.BOT, "", "The author that stickers name.", most=60),
    Setting("autosticker", Reach.CHAT, False, "Whether every picture becomes a sticker."),
)
