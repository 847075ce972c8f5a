"""merge: the picture of a video with another sound."""

from __future__ import annotations

from botinstance.commands.media import clip, ffmpeg
from botinstance.commands.media.clip import Clip
from botinstance.commands.media.given import Given, every
from botinstance.context import Context, UserError

_SECONDS = 120


def run(context: Context) -> None:
    given = every(context)
    film = next((one for one in given if clip.is_video(one.media)), None)
    music = next((one for one in given if clip.is_sound(one.media)), None)
    if film is None or music is None:
        use = f"{context.config.prefix}{context.command.name}"
        raise UserError(f"Send a video with the caption {use} as a reply to a sound.")
    video, sound = _opened(context, film), _opened(context, music)
    if not video.facts.picture or not sound.facts.sound:
        raise UserError("There is no picture in the one, or no sound in the other.")
    lengths = (video.facts.seconds or _SECONDS, sound.facts.seconds or _SECONDS)
    options = ["-map", "0:v:0", "-map", "1:a:0", "-t", f"{min(lengths):.3f}"]
    made = ffmpeg.convert([video.data, sound.data], [*options, *ffmpeg.mp4(848, 26, 900)])
    clip.send_video(context, made)


def _opened(context: Context, given: Given) -> Clip:
    found = clip.opened(context, given)
    if found.facts.seconds > _SECONDS:
        raise UserError(f"That is too long for me: at most {_SECONDS} seconds each.")
    return found
