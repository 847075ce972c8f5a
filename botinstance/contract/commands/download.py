"""Fetching from other sites."""

from __future__ import annotations

from botinstance.contract.command import Command, Cost

CATEGORY = "Downloaders"
AT = "botinstance.commands.download."
_BOTH = "a video or a picture"


def _site(
    name: str, aliases: tuple[str, ...], site: str, example: str, what: str = "a video"
) -> Command:
    """One that loads a video by its address."""
    return Command(
        name=name,
        aliases=aliases,
        usage="<address>",
        help=f"Send {what} of {site}, of at most 20 minutes and 24 MB.",
        example=f"{name} {example}",
        answer="(video)",
        category=CATEGORY,
        handler=f"{AT}load:{name}",
        feature="downloader",
        cost=Cost.HEAVY,
        cooldown=10.0,
    )


COMMANDS = (
    Command(
        name="play",
        aliases=("song",),
        usage="<words or address>",
        help="Search for a song, or take its address on YouTube, and send its sound.",
        example="play moon river",
        answer="(audio)",
        category=CATEGORY,
        handler=AT + "load:play",
        feature="downloader",
        cost=Cost.HEAVY,
        cooldown=10.0,
    ),
    Command(
        name="ytmp3",
        aliases=("yta",),
        usage="<address>",
        help="Send the sound of a video on YouTube, of at most 20 minutes.",
        example="ytmp3 https://youtu.be/dQw4w9WgXcQ",
        answer="(audio)",
        category=CATEGORY,
        handler=AT + "load:youtube_sound",
        feature="downloader",
        cost=Cost.HEAVY,
        cooldown=10.0,
    ),
    Command(
        name="ytmp4",
        aliases=("video", "ytv"),
        usage="<words or address>",
        help="Search for a video, or take its address on YouTube, and send it, of at most "
        "20 minutes and 24 MB.",
        example="ytmp4 moon river",
        answer="(video)",
        category=CATEGORY,
        handler=AT + "load:youtube_video",
        feature="downloader",
        cost=Cost.HEAVY,
        cooldown=10.0,
    ),
    Command(
        name="yts",
        aliases=("ytsearch",),
        usage="<words>",
        help="Search for videos.",
        example="yts moon river",
        answer="1. …http…",
        category=CATEGORY,
        handler=AT + "yts:run",
        feature="downloader",
        cost=Cost.HEAVY,
        cooldown=5.0,
    ),
    _site("tiktok", ("tt",), "TikTok", "https://www.tiktok.com/@name/video/1"),
    _site("instagram", ("ig", "insta"), "Instagram", "https://www.instagram.com/reel/name", _BOTH),
    _site("facebook", ("fb",), "Facebook", "https://www.facebook.com/watch?v=1"),
    _site("twitter", ("x",), "X (Twitter)", "https://x.com/name/status/1"),
    _site("pinterest", ("pint",), "Pinterest", "https://www.pinterest.com/pin/1", _BOTH),
    Command(
        name="soundcloud",
        aliases=("sc",),
        usage="<address>",
        help="Send a sound of SoundCloud, of at most 20 minutes.",
        example="soundcloud https://soundcloud.com/name/song",
        answer="(audio)",
        category=CATEGORY,
        handler=AT + "load:soundcloud",
        feature="downloader",
        cost=Cost.HEAVY,
        cooldown=10.0,
    ),
)
