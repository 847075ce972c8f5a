"""What must be so before an example of a command is true, beside what test_examples.py gives to
all of them: something done before, or other fields of the message."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from botinstance.commands.download.sites import YOUTUBE, Place, Site, place
from botinstance.context import Context
from botinstance.link.protocol import Media, Quoted
from tests.botinstance.commands import drawings
from tests.botinstance.commands.clips import VIDEO, film, tone
from tests.botinstance.commands.conftest import ALICE, BOB, GROUP, TestBot, by

GROUP_ID = str(GROUP["chat"])
VOICE_NOTE = Quoted(BOB.id, media=Media("audio", 1000, "audio/ogg", voice=True), id="3EB0V")


def somebody_wrote(bot: TestBot) -> None:
    bot.state.activity.count(GROUP_ID, BOB.phone, time.time())


def told(text: str) -> Callable[[TestBot], object]:
    """An admin of the group has said this before."""
    return lambda bot: bot.say(text, **GROUP, **by(ALICE))


def given_a_sound(bot: TestBot) -> None:
    """It is what there is to load."""
    bot.link.media = tone(3)


def given_a_film(bot: TestBot) -> None:
    """What there is to load has a picture and a sound."""
    bot.link.media = film(3)


def rich(bot: TestBot) -> None:
    bot.state.records.put("purse", "", ALICE.phone, {"coins": 1000})


A_SOUND = Quoted(BOB.id, media=Media("audio", 1000, "audio/mpeg"), id="3EB0A")
OF_A_SOUND = (
    "tomp3", "tovn", "bass", "deep", "slow", "fast", "reverse", "robot", "nightcore", "chipmunk",
    "echo", "trim",
)  # fmt: skip
OF_A_VIDEO = ("merge", "gif")

A_STICKER = Quoted(BOB.id, media=drawings.STICKER, id="3EB0S")
OF_A_STICKER = ("take", "toimg", "tovideo", "togif")


def given(data: bytes) -> Callable[[TestBot], object]:
    """It is what there is to load."""
    return lambda bot: setattr(bot.link, "media", data)


PREPARE: dict[str, Callable[[TestBot], object]] = {
    **dict.fromkeys(OF_A_SOUND, given_a_sound),
    **dict.fromkeys(OF_A_VIDEO, given_a_film),
    **dict.fromkeys(OF_A_STICKER, given(drawings.moving())),
    "readqr": given(drawings.qr_code("https://example.org")),
    "ocr": given(drawings.written("Good morning")),
    "pdftoimg": given(drawings.pdf()),
    "top": somebody_wrote,
    "tagactive": somebody_wrote,
    "gstats": somebody_wrote,
    "unmutemember": told(".mutemember 15550002"),
    "delsched": told(".schedule in 2h Dinner is ready"),
    "delsudo": lambda bot: bot.state.settings.set("sudo", ["15550002"]),
    "unban": lambda bot: bot.state.settings.set("banned", ["15550002"]),
    "unbanchat": lambda bot: bot.state.settings.set("banned_chats", ["1203630001@g.us"]),
    "broadcast": lambda bot: bot.state.settings.set("broadcasts", True, "1203630001@g.us"),
    "give": rich,
    "delcmd": lambda bot: bot.state.records.put("command", "", "hours", "We open at 9."),
    "cmds": lambda bot: bot.state.records.put("command", "", "hours", "We open at 9."),
    "slot": rich,
    "lb": rich,
    "delnote": told(".note wifi The password is hunter2"),
    "delfilter": told(".filter hello = Hi there!"),
    "getpp": lambda bot: bot.link.account.pictures.update({BOB.id: b"jpeg"}),
    "getbio": lambda bot: bot.link.account.abouts.update({BOB.id: "Busy"}),
}


def from_here(context: Context, _site: Site, _url: str) -> Place:
    """Not from the site that the example names, but from the one on this machine."""
    return place(context, YOUTUBE, f"{context.service('video_url')}/watch?v=river")


# what is replaced while the example is tried
PATCHES: dict[str, dict[str, object]] = {
    name: {"botinstance.commands.download.sites.place": from_here}
    for name in ("ytmp3", "tiktok", "instagram", "facebook", "twitter", "pinterest", "soundcloud")
}

FIELDS: dict[str, dict[str, Any]] = {
    **{name: {"media": None, "quoted": A_SOUND} for name in OF_A_SOUND},
    **{name: {"media": VIDEO, "quoted": A_SOUND} for name in OF_A_VIDEO},
    **{name: {"media": None, "quoted": A_STICKER} for name in OF_A_STICKER},
    "pdftoimg": {"media": drawings.PDF},
    "antiviewonce": {"quoted": Quoted(BOB.id, media=Media("image", view_once=True), id="3EB0V")},
    "stt": {"media": None, "quoted": VOICE_NOTE},
    "summarize": {"quoted": Quoted(BOB.id, "We meet at the pier. " * 20, id="3EB0L")},
    "tictactoe": {"quoted": None},
}
