"""Sound and video, and files as they are."""

from __future__ import annotations

import base64
from typing import Any

from botinstance.commands.media.ffmpeg import Facts
from tests.botinstance.commands.clips import facts, film, tone
from tests.botinstance.commands.conftest import picture
from tests.botinstance.network import Phone
from tests.botinstance.real.services import Answer, Asked, Services, said
from tests.botinstance.real.stage import Drive, Stage

_LINK = "https://files.example/3/red.png"


def serve(services: Services) -> None:
    services.add("upload", "upload_url", _upload)


def _upload(asked: Asked) -> Answer:
    """A place for files: the form has one called "file"."""
    good = asked.method == "POST" and b'name="file"; filename="' in asked.body
    return said({"url": _LINK}) if good else said({"error": "no file"}, 400)


def _media(data: bytes, kind: str, mimetype: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "mimetype": mimetype, "data": base64.b64encode(data).decode(), **more}


def _sound() -> dict[str, Any]:
    return _media(tone(2), "audio", "audio/mpeg")


def _film() -> dict[str, Any]:
    return _media(film(2), "video", "video/mp4")


def about(
    stage: Stage, text: str, media: dict[str, Any], by: Phone | None = None
) -> dict[str, Any]:
    """Send a file, reply to it with the command, and the answer."""
    sent = (by or stage.friend).do("send", to=stage.bot, media=media)["id"]
    return stage.ask(text, by, quoted=sent)


def _heard(stage: Stage, answer: dict[str, Any], kind: str, by: Phone | None = None) -> Facts:
    assert answer["kind"] == kind, answer
    return facts((by or stage.friend).media(answer))


def sounds(text: str) -> Drive:
    """The answer to `text` in reply to a sound is a sound."""

    def drive(stage: Stage) -> None:
        answer = about(stage, text, _sound())
        assert not answer["ptt"]
        assert _heard(stage, answer, "audio").sound == "mp3"

    return drive


def tomp3(stage: Stage) -> None:
    assert _heard(stage, about(stage, ".tomp3", _film()), "audio").sound == "mp3"


def _is_note(stage: Stage, answer: dict[str, Any]) -> None:
    assert answer["ptt"]
    assert _heard(stage, answer, "audio").sound == "opus"


def robot(stage: Stage) -> None:
    """A voice note stays one."""
    note = _media(tone(2, "note.ogg"), "audio", "audio/ogg; codecs=opus", ptt=True)
    _is_note(stage, about(stage, ".robot", note))


def trim(stage: Stage) -> None:
    assert 0.7 < _heard(stage, about(stage, ".trim 0:01;0:02", _sound()), "audio").seconds < 1.3
    answer = about(stage, ".cut 1 2", _film(), stage.guest)  # the friend has to wait
    assert 0.7 < _heard(stage, answer, "video", stage.guest).seconds < 1.3


def gif(stage: Stage) -> None:
    answer = about(stage, ".gif", _film())
    assert answer["gif"]
    assert not _heard(stage, answer, "video").sound


def merge(stage: Stage) -> None:
    sound = stage.friend.do("send", to=stage.bot, media=_sound())["id"]
    words = {"to": stage.bot, "text": ".merge", "media": _film(), "quoted": sound}
    answer = stage.after(
        lambda: int(stage.friend.do("send", **words)["id"]), stage.friend, stage.bot
    )
    assert _heard(stage, answer, "video").sound == "aac"


def compress(stage: Stage) -> None:
    large = _media(picture(800, 400), "image", "image/png")
    answer = about(stage, ".compress 100x100", large)
    assert answer["kind"] == "image"
    assert stage.friend.media(answer)[:2] == b"\xff\xd8"
    answer = about(stage, ".resize 80x80", _film(), stage.guest)
    assert _heard(stage, answer, "video", stage.guest).width == 80


def doc(stage: Stage) -> None:
    answer = about(stage, ".doc red.png", _media(picture(), "image", "image/png"))
    assert (answer["kind"], answer["filename"]) == ("document", "red.png")
    assert stage.friend.media(answer) == picture()


def exif(stage: Stage) -> None:
    assert "Picture: 160 × 90, h264" in about(stage, ".exif", _film())["text"]


def tourl(stage: Stage) -> None:
    answer = about(stage, ".tourl", _media(picture(), "image", "image/png"))
    assert answer["text"] == _LINK


DRIVES: dict[str, Drive] = {
    "tts": lambda stage: _is_note(stage, stage.ask(".tts Good morning")),
    "tomp3": tomp3,
    "tovn": lambda stage: _is_note(stage, about(stage, ".tovn", _sound())),
    **{
        name: sounds(f".{name}")
        for name in ("bass", "deep", "slow", "fast", "reverse", "nightcore", "chipmunk", "echo")
    },
    "robot": robot,
    "trim": trim,
    "merge": merge,
    "gif": gif,
    "compress": compress,
    "doc": doc,
    "exif": exif,
    "tourl": tourl,
}
