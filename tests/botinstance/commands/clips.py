"""Sounds and videos for tests, made by ffmpeg, and what it finds in those that come back."""

from __future__ import annotations

import functools
import subprocess
import tempfile
from pathlib import Path

from botinstance.commands.media.ffmpeg import Facts, probe
from botinstance.link.protocol import Media, Quoted

SOUND, VOICE = Media("audio", 1000, "audio/mpeg"), Media("audio", 1000, "audio/ogg", voice=True)
VIDEO = Media("video", 1000, "video/mp4")


def reply(media: Media) -> dict[str, Quoted]:
    """The field of a message that replies to it."""
    return {"quoted": Quoted("915550002@lid", media=media, id="3EB0Q")}


@functools.cache
def made(name: str, *options: str) -> bytes:
    """By ffmpeg, as a file called so."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        subprocess.run(["ffmpeg", "-v", "error", *options, str(path)], check=True)
        return path.read_bytes()


def tone(seconds: float = 2, name: str = "tone.mp3") -> bytes:
    return made(name, "-f", "lavfi", "-i", f"sine=440:duration={seconds}")


def film(seconds: float = 2, size: str = "160x90", name: str = "film.mp4") -> bytes:
    """With a tone under it."""
    picture = f"testsrc=size={size}:rate=10:duration={seconds}"
    inputs = ["-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", f"sine=440:duration={seconds}"]
    return made(name, *inputs, "-pix_fmt", "yuv420p", "-shortest")


def facts(data: bytes) -> Facts:
    return probe(data)
