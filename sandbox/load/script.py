"""What people say."""

from __future__ import annotations

import base64
import io
import mimetypes
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec
from PIL import Image

SIDE = 96  # pixels of a made-up picture


class ScriptError(Exception):
    """A script cannot be read; the text says why, for people."""


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    text: str = ""
    answered: bool = False  # the bot is to answer it
    weight: float = 1.0
    media: Literal["image", "document", "audio", "video", "sticker"] | None = None
    file: str = ""


class Script(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    line: tuple[Line, ...]


USUAL = (
    Line(".ping", answered=True, weight=5),
    Line(".menu", answered=True, weight=2),
    Line("Good morning!", weight=3),
    Line("Has anyone seen my keys?", weight=3),
    Line("😂😂😂", weight=2),
    Line("Look at this", media="image"),
)


def read(path: Path) -> Sequence[Line]:
    """Raises ScriptError."""
    try:
        lines = msgspec.toml.decode(path.read_bytes(), type=Script).line
    except OSError as error:
        raise ScriptError(f"The script cannot be read: {error}") from None
    except (msgspec.MsgspecError, ValueError) as error:
        raise ScriptError(f"{path} is no script: {error}") from None
    for number, line in enumerate(lines, 1):
        _check(line, number, path)
    if not any(line.weight for line in lines):
        raise ScriptError(f"{path} has no line of any weight, so nobody has anything to say.")
    return lines


def media(line: Line, folder: Path) -> dict[str, Any] | None:
    """The file of a line as the control API wants it. Raises ScriptError."""
    if line.media is None:
        return None
    if not line.file:
        name, data = MADE_UP[line.media]
        return _media(line.media, name, data())
    try:
        return _media(line.media, line.file, (folder / line.file).read_bytes())
    except OSError as error:
        raise ScriptError(f"The file of a line cannot be read: {error}") from None


def _check(line: Line, number: int, path: Path) -> None:
    if line.weight < 0:
        raise ScriptError(f"Line {number} of {path} has a weight below 0.")
    if not line.text and line.media is None:
        raise ScriptError(f"Line {number} of {path} has neither 'text' nor 'media'.")
    if line.media and line.media not in MADE_UP and not line.file:
        raise ScriptError(f"Line {number} of {path} is {line.media} without a 'file'.")


def _media(kind: str, name: str, data: bytes) -> dict[str, Any]:
    mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return {
        "kind": kind,
        "mimetype": mimetype,
        "data": base64.b64encode(data).decode(),
        "filename": Path(name).name,
    }


def _picture() -> bytes:
    out = io.BytesIO()
    noise = random.Random(0).randbytes(SIDE * SIDE * 3)
    Image.frombytes("RGB", (SIDE, SIDE), noise).save(out, "JPEG")
    return out.getvalue()


def _document() -> bytes:
    return b"Nothing to see here.\n" * 100


MADE_UP = {"image": ("photo.jpg", _picture), "document": ("notes.txt", _document)}
