"""Stickers."""

from __future__ import annotations

from typing import Any

from tests.botinstance.commands import drawings
from tests.botinstance.commands.clips import facts, film
from tests.botinstance.commands.conftest import picture
from tests.botinstance.real.drives.media_pictures import makes, media, received, replying
from tests.botinstance.real.stage import Drive, Stage
from tests.until import until

_SIZE = (512, 512)


def _moving() -> dict[str, Any]:
    return media(drawings.moving(), "sticker", "image/webp")


def sticker(stage: Stage) -> None:
    makes(".sticker", "sticker", _SIZE)(stage)
    clip = media(film(2), "video", "video/mp4")
    made = received(stage, replying(stage, ".s", clip, stage.admin), "sticker")
    assert made.size == _SIZE
    assert getattr(made, "n_frames", 1) > 1


def take(stage: Stage) -> None:
    made = received(stage, replying(stage, ".take My pack|Me", _moving()), "sticker")
    assert b'"sticker-pack-name": "My pack"' in made.info["exif"]
    assert b'"sticker-pack-publisher": "Me"' in made.info["exif"]
    assert getattr(made, "n_frames", 1) == 4


def toimg(stage: Stage) -> None:
    made = received(stage, replying(stage, ".toimg", _moving()), "image")
    assert (made.format, made.size) == ("PNG", (128, 128))


def video(text: str, gif: bool) -> Drive:
    def drive(stage: Stage) -> None:
        answer = replying(stage, text, _moving())
        assert (answer["kind"], answer.get("gif", False)) == ("video", gif)
        assert 0.8 < facts(stage.friend.media(answer)).seconds < 1.5

    return drive


def words(text: str) -> Drive:
    def drive(stage: Stage) -> None:
        assert received(stage, stage.ask(text), "sticker").size == _SIZE

    return drive


def qc(stage: Stage) -> None:
    said = stage.friend.send(stage.bot, "What a day 🎉")
    assert received(stage, stage.ask(".qc", quoted=said), "sticker").size == _SIZE


def autosticker(stage: Stage) -> None:
    assert "becomes a sticker" in stage.in_group(".autosticker on")["text"]
    try:
        sent = stage.friend.send(stage.group, image=picture())

        def came() -> bool:
            seen = stage.friend.messages(sent)
            return any(m["kind"] == "sticker" and m["from"] == stage.bot for m in seen)

        until(came, "a sticker in the group")
    finally:
        stage.in_group(".autosticker off")


DRIVES: dict[str, Drive] = {
    "sticker": sticker,
    "crop": makes(".crop", "sticker", _SIZE),
    "circle": makes(".circle", "sticker", _SIZE),
    "take": take,
    "toimg": toimg,
    "tovideo": video(".tovideo", gif=False),
    "togif": video(".togif", gif=True),
    "attp": words(".attp مرحبا 🎉"),
    "ttp": words(".ttp Hi"),
    "brat": words(".brat so true"),
    "qc": qc,
    "smeme": makes(".smeme top|bottom", "sticker", _SIZE),
    "autosticker": autosticker,
}
