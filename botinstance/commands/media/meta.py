"""exif: what a file tells about itself, and maybe about whoever made it."""

from __future__ import annotations

from botinstance import tools
from botinstance.commands.media import clip, ffmpeg
from botinstance.commands.media.given import found, is_picture, loaded
from botinstance.context import Context


def run(context: Context) -> str:
    given = found(context, lambda _: True, "a picture, a sound or a video")
    media = given.media
    data = loaded(context, given)
    lines = [f"Size: {size(len(data))}"]
    if media.mimetype:
        lines.append(f"Type: {media.mimetype[:100]}")
    if is_picture(media):
        told = tools.work("botinstance.commands.media.exif:told", data).decode()
        return "\n".join([*lines, told])
    if clip.is_clip(media):
        return "\n".join([*lines, *_film(ffmpeg.probe(data))])
    return "\n".join(lines)


def size(count: int) -> str:
    """1234567 as "1.2 MB"."""
    for unit, name in ((1_000_000, "MB"), (1_000, "kB")):
        if count >= unit:
            return f"{count / unit:.1f} {name}"
    return f"{count} bytes"


def _film(facts: ffmpeg.Facts) -> list[str]:
    lines = [f"Format: {facts.format}"]
    if facts.seconds:
        minutes, seconds = divmod(round(facts.seconds), 60)
        lines.append(f"Length: {minutes}:{seconds:02}")
    if facts.picture:
        lines.append(f"Picture: {facts.width} × {facts.height}, {facts.picture}")
    if facts.sound:
        lines.append(f"Sound: {facts.sound}")
    lines += [f"{name}: {value}" for name, value in facts.tags]
    return lines
