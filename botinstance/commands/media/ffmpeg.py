"""ffmpeg for commands: it reads files of recognized formats in a folder of its own, and nothing
that such a file may refer to. One thread each: a bot has half a processor and little memory."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from botinstance import tools
from botinstance.context import UserError

log = logging.getLogger(__name__)

MOST = 16 << 20  # bytes of a sound or a video: what phones take without asking
SECONDS = 90.0  # that it may take
_PROBE_SECONDS = 20.0
_UNREADABLE = "I cannot read that file: it is damaged, or of a kind that I do not know."

# What a file begins with, and ffmpeg's name for that. Playlists and subtitles, which can lead to
# other files, are not among them, and ffmpeg is not left to guess.
_FORMATS = (
    (re.compile(rb"OggS"), "ogg"),
    (re.compile(rb"....ftyp", re.DOTALL), "mov"),
    (re.compile(rb"\x1aE\xdf\xa3"), "matroska"),
    (re.compile(rb"RIFF....WAVE", re.DOTALL), "wav"),
    (re.compile(rb"RIFF....AVI ", re.DOTALL), "avi"),
    (re.compile(rb"fLaC"), "flac"),
    (re.compile(rb"#!AMR"), "amr"),
    (re.compile(rb"GIF8[79]a"), "gif"),
    (re.compile(rb"\xff[\xf0\xf1\xf8\xf9]"), "aac"),
    (re.compile(rb"ID3|\xff[\xe2-\xef\xf2-\xf7\xfa-\xfe]"), "mp3"),
)
_TAGS = ("title", "artist", "album", "date", "creation_time", "location", "encoder")
_READ = ("-protocol_whitelist", "file,pipe", "-threads", "1")

VOICE = ("-vn", "-ac", "1", "-ar", "48000", "-c:a", "libopus", "-b:a", "32k", "-f", "ogg")
MP3 = ("-vn", "-ac", "2", "-ar", "44100", "-c:a", "libmp3lame", "-f", "mp3")


class Facts(NamedTuple):
    """About a file. `sound` and `picture` are codecs, empty where it has none."""

    seconds: float  # 0 where the file does not say
    sound: str
    picture: str
    width: int
    height: int
    format: str
    tags: tuple[tuple[str, str], ...]  # such as ("Title", "Summer")


def format_of(data: bytes) -> str:
    """ffmpeg's name for the format. Raises UserError."""
    for head, name in _FORMATS:
        if head.match(data):
            return name
    raise UserError(_UNREADABLE)


def probe(data: bytes) -> Facts:
    """Raises UserError."""
    argv = ["ffprobe", "-v", "error", *_READ, "-f", format_of(data), "-show_format"]
    argv += ["-show_streams", "-of", "json", "in"]
    try:
        found = json.loads(tools.run(argv, b"", _PROBE_SECONDS, files={"in": data}))
    except tools.ToolError as error:
        log.info("%s", error)
        raise UserError(_UNREADABLE) from None
    streams = [s for s in found.get("streams", []) if not _cover(s)]
    sound: Mapping[str, Any] = next((s for s in streams if s.get("codec_type") == "audio"), {})
    picture: Mapping[str, Any] = next((s for s in streams if s.get("codec_type") == "video"), {})
    about = found.get("format", {})
    return Facts(
        seconds=_number(about.get("duration")),
        sound=sound.get("codec_name", "unknown") if sound else "",
        picture=picture.get("codec_name", "unknown") if picture else "",
        width=int(picture.get("width", 0)),
        height=int(picture.get("height", 0)),
        format=str(about.get("format_long_name", "")),
        tags=_tags({**sound.get("tags", {}), **about.get("tags", {})}),
    )


def _cover(stream: Mapping[str, Any]) -> bool:
    """A picture that belongs to a sound."""
    return bool(stream.get("disposition", {}).get("attached_pic"))


def _tags(found: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    values = {str(key).lower(): " ".join(str(value).split())[:100] for key, value in found.items()}
    return tuple((key.capitalize(), values[key]) for key in _TAGS if values.get(key))


def _number(text: object) -> float:
    try:
        return min(1e6, max(0.0, float(str(text))))
    except ValueError:
        return 0.0


def convert(
    inputs: Sequence[bytes],
    options: Sequence[str],
    *,
    before: Sequence[str] = (),
    most: int = MOST,
    seconds: float = SECONDS,
) -> bytes:
    """What ffmpeg makes of `inputs` with `options`, whose last are "-f" and a format; `before`
    holds options for reading the first. At most `most` bytes. Raises UserError."""
    argv = ["ffmpeg", "-v", "error", "-nostdin", *before]
    for number, data in enumerate(inputs):
        argv += [*_READ, "-f", format_of(data), "-i", f"in{number}"]
    # no word of where and with what it was recorded
    argv += ["-map_metadata", "-1", "-sn", "-dn", "-threads", "1", *options, "out"]
    files = {f"in{number}": data for number, data in enumerate(inputs)}
    limits = tools.Limits(output=most)
    try:
        made = tools.run_for_files(argv, b"", seconds, "out", files=files, limits=limits)
    except tools.ToolError as error:
        log.info("%s", error)
        raise UserError(_UNREADABLE) from None
    return made["out"]


def mp3(data: bytes, *, filters: str = "", kbits: int = 128, most_seconds: int = 900) -> bytes:
    """The sound of `data`, changed by ffmpeg's `filters`. Raises UserError."""
    return convert([data], [*_filtered(filters, most_seconds), "-b:a", f"{kbits}k", *MP3])


def voice(data: bytes, *, filters: str = "", most_seconds: int = 900) -> bytes:
    """The same as WhatsApp's voice notes are: Ogg/Opus, mono. Raises UserError."""
    return convert([data], [*_filtered(filters, most_seconds), *VOICE])


def _filtered(filters: str, most_seconds: int) -> list[str]:
    return ["-t", str(most_seconds), *(("-af", filters) if filters else ())]


def mp4(width: int, crf: int, kbits: int, height: int = 0) -> list[str]:
    """Options for a video that every phone plays, at most so many pixels wide and high; the
    height is the width unless it is given."""
    scale = f"scale='min({width},iw)':'min({height or width},ih)'"
    fit = f"{scale}:force_original_aspect_ratio=decrease:force_divisible_by=2"
    video = ["-vf", fit, "-c:v", "libx264", "-preset", "veryfast", "-crf", str(crf)]
    video += ["-maxrate", f"{kbits}k", "-bufsize", f"{2 * kbits}k", "-fpsmax", "30"]
    sound = ["-c:a", "aac", "-b:a", "96k", "-ac", "2"]
    return [*video, "-pix_fmt", "yuv420p", *sound, "-movflags", "+faststart", "-f", "mp4"]
