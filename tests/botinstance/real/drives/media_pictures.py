"""Pictures and documents."""

from __future__ import annotations

import base64
from typing import Any

from PIL import Image

from tests.botinstance.commands import drawings
from tests.botinstance.commands.conftest import picture
from tests.botinstance.network import Phone
from tests.botinstance.real.services import Answer, Asked, Services, said
from tests.botinstance.real.stage import Drive, Stage

_KEY = "key-of-the-operator"


def serve(services: Services) -> None:
    services.add("removebg", "removebg_url", _removebg)
    services.config["removebg_key"] = _KEY


def _removebg(asked: Asked) -> Answer:
    """As https://www.remove.bg/api answers who accepts JSON."""
    if asked.headers.get("X-Api-Key") != _KEY:
        return said({"errors": [{"title": "API Key invalid"}]}, 403)
    if asked.path != "/v1.0/removebg" or b'name="image_file"; filename="' not in asked.body:
        return said({"errors": [{"title": "Missing source image"}]}, 400)
    cut = drawings.saved(Image.new("RGBA", (40, 20), (0, 255, 0, 0)))
    return said({"data": {"result_b64": base64.b64encode(cut).decode()}})


def media(data: bytes, kind: str, mimetype: str, **more: Any) -> dict[str, Any]:
    """As the control API of a phone wants it."""
    return {"kind": kind, "mimetype": mimetype, "data": base64.b64encode(data).decode(), **more}


def replying(
    stage: Stage, text: str, file: dict[str, Any], by: Phone | None = None
) -> dict[str, Any]:
    """The answer to a command that replies to a file, by the friend unless told otherwise."""
    who = by or stage.friend
    sent = who.do("send", to=stage.bot, media=file)["id"]
    return stage.ask(text, who, quoted=sent)


def received(stage: Stage, answer: dict[str, Any], kind: str) -> Image.Image:
    assert answer["kind"] == kind, answer
    return drawings.opened(stage.friend.media(answer))


def makes(text: str, kind: str = "image", size: tuple[int, int] | None = None) -> Drive:
    """The caption of a picture makes another of that size in pixels."""

    def drive(stage: Stage) -> None:
        made = received(stage, stage.ask(text, image=picture(120, 60)), kind)
        assert size in (None, made.size)

    return drive


def scene(name: str) -> Drive:
    """Of whoever asks, and has a picture."""

    def drive(stage: Stage) -> None:
        assert "no profile picture" in stage.ask(f".{name}", stage.guest)["text"]
        face = base64.b64encode(drawings.saved(Image.new("RGB", (96, 96)), "JPEG")).decode()
        stage.friend.do("profile", picture=face)
        try:
            received(stage, stage.ask(f".{name}"), "image")
        finally:
            stage.friend.do("profile", picture=None)

    return drive


def removebg(stage: Stage) -> None:
    cut = received(stage, stage.ask(".removebg", image=picture()), "image")
    assert cut.getchannel("A").getextrema() == (0, 0)


def readqr(stage: Stage) -> None:
    drawn = stage.ask(".qr https://example.org/🎉", stage.admin)
    received(stage, drawn, "image")
    code = stage.friend.media(drawn)
    answer = stage.ask(".readqr", image=code)["text"]
    assert answer == "*QRCode*\nhttps://example.org/🎉"


def topdf(stage: Stage) -> None:
    answer = stage.ask(".topdf My trip", image=picture())
    assert (answer["kind"], answer["filename"]) == ("document", "My trip.pdf")
    assert stage.friend.media(answer)[:5] == b"%PDF-"


def pdftoimg(stage: Stage) -> None:
    file = media(drawings.pdf(), "document", "application/pdf", filename="plan.pdf")
    received(stage, replying(stage, ".pdftoimg 2", file), "image")


def logo(text: str) -> Drive:
    return lambda stage: received(stage, stage.ask(text), "image")


DRIVES: dict[str, Drive] = {
    **{
        name: makes(f".{name}", size=(120, 60))
        for name in ("blur", "pixel", "gray", "invert", "sketch", "contrast", "mirror")
    },
    "rotate": makes(".rotate 90", size=(60, 120)),
    "hd": makes(".hd", size=(240, 120)),
    **{name: scene(name) for name in ("wanted", "wasted", "jail", "trash")},
    "triggered": makes(".triggered", "sticker", (512, 512)),
    "removebg": removebg,
    "textlogo": logo(".textlogo matrix Hello 🎉"),
    **{name: logo(f".{name} Hello") for name in ("neon", "glitch", "matrix")},
    "qr": logo(".qr hello"),
    "readqr": readqr,
    "ocr": lambda stage: stage.says(
        ".ocr", "Good morning", image=drawings.written("Good morning")
    ),
    "topdf": topdf,
    "pdftoimg": pdftoimg,
}
