"""bass, deep, slow and the like: a sound that sounds otherwise."""

from __future__ import annotations

from botinstance.commands.media import clip, ffmpeg
from botinstance.context import Context

_RATE = 48000  # Hz that the filters work with


def _pitch(factor: float, tempo: float) -> str:
    """Higher or lower by `factor`, and `tempo` times as fast."""
    filters = f"asetrate={round(_RATE * factor)},aresample={_RATE}"
    return filters if factor == tempo else f"{filters},atempo={tempo / factor:.4f}"


# ref: https://ffmpeg.org/ffmpeg-filters.html#Audio-Filters
FILTERS = {
    "bass": "bass=g=14:f=110,alimiter=limit=0.9",
    "deep": _pitch(0.75, 1),
    "slow": "atempo=0.7",
    "fast": "atempo=1.5",
    # it keeps all of the sound in memory
    "reverse": "aformat=sample_fmts=s16p:sample_rates=32000,areverse",
    "robot": "afftfilt=real='hypot(re,im)':imag=0:win_size=512:overlap=0.75",
    "nightcore": _pitch(1.25, 1.25),
    "chipmunk": _pitch(1.6, 1),
    "echo": "aecho=0.8:0.85:400:0.5",
}


def run(context: Context) -> None:
    """The effect is called as the command is."""
    given = clip.sound(context)
    filters = f"aresample={_RATE},{FILTERS[context.command.name]}"
    if given.voice:
        clip.send_voice(context, ffmpeg.voice(given.data, filters=filters))
    else:
        clip.send_audio(context, ffmpeg.mp3(given.data, filters=filters))
