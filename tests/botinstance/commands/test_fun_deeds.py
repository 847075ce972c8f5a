"""A hug is a moving picture, and who is hugged is told."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops

from botinstance.commands.fun import cartoon, deeds, paper
from botinstance.link.protocol import Quoted
from tests.botinstance.commands.conftest import ALICE, BOB, GROUP, TestBot

BOTH = (ALICE.id, BOB.id)


@pytest.mark.parametrize("deed", cartoon.DEEDS)
def test_each_picture_moves_and_is_small(deed: str) -> None:
    gif = cartoon.draw(b"", deed)
    assert len(gif) < 300_000
    with Image.open(io.BytesIO(gif)) as image:
        assert (image.size, image.info["loop"]) == ((paper.SIZE, paper.SIZE), 0)
        first = image.convert("RGB")
        image.seek(3)
        assert ImageChops.difference(first, image.convert("RGB")).getbbox()


def test_each_deed_has_a_picture_and_a_sentence() -> None:
    assert set(deeds._SENTENCES) == set(cartoon.DEEDS)


def test_both_are_mentioned_in_the_caption_of_a_playing_video(bot: TestBot) -> None:
    (sent,) = bot.send(".hug @915550002", **GROUP, mentions=(BOB.id,))
    assert (sent.kind, sent.mentions) == ("video", BOTH)
    assert sent.text == "@915550001 hugs @915550002 🤗"
    assert sent.file is not None
    assert sent.file.gif
    assert sent.data[4:8] == b"ftyp"


def test_the_person_may_be_replied_to_named_or_nobody(
    bot: TestBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deeds.tools, "work", lambda *_, **__: b"")
    monkeypatch.setattr(deeds.ffmpeg, "convert", lambda *_, **__: b"mp4")
    (sent,) = bot.send(".highfive", **GROUP, quoted=Quoted(BOB.id))
    assert (sent.text, sent.mentions) == ("@915550001 gives @915550002 a high five ✋", BOTH)
    (sent,) = bot.send(".pat Uncle Bob\u202e")
    assert (sent.text, sent.mentions) == (
        "@915550001 pats Uncle Bob on the head 😊",
        (ALICE.id,),
    )
    (sent,) = bot.send(".wave")
    assert sent.text == "@915550001 waves at everybody 👋"
    (sent,) = bot.send(f".clap {'x' * 5000}")
    assert sent.text.startswith("A name has 1 to 30 characters")
