"""Videos become stickers that move, and such stickers become videos: by ffmpeg."""

from __future__ import annotations

from botinstance import tools
from botinstance.commands.media import ffmpeg
from botinstance.commands.media.webp import MAX_MOVING
from botinstance.usererror import UserError

LONGEST = 6  # seconds of a sticker
SECONDS = 30.0  # for each run
RATE = 15  # frames a second of a video made of a sticker
_TRIES = ((15, 60), (12, 40), (10, 25), (8, 15), (6, 5))  # frames a second, quality
_WHOLE = (
    "scale=512:512:force_original_aspect_ratio=decrease,format=rgba,"
    "pad=512:512:-1:-1:color=black@0"
)
_SQUARE = "scale=512:512:force_original_aspect_ratio=increase,crop=512:512"


def sticker(video: bytes, *, square: bool = False) -> bytes:
    """The first seconds of an MP4, WebM or GIF as WebP of 512 × 512, whole or cut to a square.

    Raises UserError.
    """
    picture = _SQUARE if square else _WHOLE
    at = 0
    while at < len(_TRIES):
        made = _packed(video, picture, *_TRIES[at])
        if len(made) <= MAX_MOVING:
            return made
        at += 2 if len(made) > 2 * MAX_MOVING else 1  # each try takes seconds
    raise UserError("There is too much going on in that video for a sticker. Try a shorter one.")


def _packed(video: bytes, picture: str, rate: int, quality: int) -> bytes:
    options = ["-t", str(LONGEST), "-an", "-vf", f"fps={rate},{picture}", "-loop", "0"]
    options += ["-c:v", "libwebp_anim", "-quality", str(quality), "-compression_level", "2"]
    return ffmpeg.convert([video], [*options, "-f", "webp"], seconds=SECONDS)


def video(webp: bytes) -> bytes:
    """A sticker as MP4 without sound; what does not move, as a second of it. Raises UserError."""
    frames = tools.work("botinstance.commands.media.frames:jpegs", webp, rate=RATE)
    argv = ["ffmpeg", "-v", "error", "-nostdin", "-protocol_whitelist", "file,pipe"]
    argv += ["-f", "mjpeg", "-framerate", str(RATE), "-i", "pipe:0", "-threads", "1"]
    argv += ["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p"]
    argv += ["-movflags", "+faststart", "-vf", "scale=trunc(iw/2)*2:trunc(ih/2)*2", "made.mp4"]
    try:
        return tools.run_for_files(argv, frames, SECONDS, "made.mp4")["made.mp4"]
    except tools.ToolError:
        raise UserError("I cannot make a video of that sticker.") from None
