"""Small files of each kind that people send."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

from PIL import Image

SECONDS = 2  # of a song or a film


def picture() -> bytes:
    """A PNG."""
    file = io.BytesIO()
    Image.linear_gradient("L").resize((80, 60)).convert("RGB").save(file, "png")
    return file.getvalue()


def song(folder: Path) -> bytes:
    """Ogg with Opus, as voice notes are."""
    return _made(folder / "song.ogg", "-i", "sine=440", "-c:a", "libopus", "-b:a", "16k")


def film(folder: Path) -> bytes:
    """MP4 with H.264, without sound."""
    return _made(folder / "film.mp4", "-i", "testsrc=size=64x64:rate=5", "-pix_fmt", "yuv420p")


def _made(path: Path, *options: str) -> bytes:
    command = ["ffmpeg", "-v", "error", "-f", "lavfi", *options, "-t", str(SECONDS), str(path)]
    subprocess.run(command, check=True)
    return path.read_bytes()
