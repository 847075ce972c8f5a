"""lyrics: how a song begins. Most songs are protected by copyright, so it is an excerpt, with its
source.

ref: https://lrclib.net/docs
"""

from __future__ import annotations

from typing import Any

from botinstance.commands.search.ask import ask, nothing, strange, topic
from botinstance.context import Context

LINES = 20  # that are shown, and never more than half of the song
_WIDTH = 120  # characters of a line


def run(context: Context) -> str:
    what = topic(context, "song", "Auld Lang Syne")
    try:
        songs = ask(context, "lyrics_url", "/api/search", q=what)
        sung = [song for song in songs if song.get("plainLyrics")]
        if sung:
            return _shown(sung[0])
        if songs:
            return f"*{_title(songs[0])}* has no words, as far as LRCLIB knows."
        raise nothing(what)
    except (LookupError, TypeError, AttributeError):
        raise strange("LRCLIB") from None


def _shown(song: Any) -> str:
    from urllib.parse import quote

    lines = [line.strip()[:_WIDTH] for line in song["plainLyrics"].strip().splitlines()]
    count = min(LINES, max(1, len(lines) // 2))
    where = f"https://lrclib.net/search/{quote(song['trackName'][:100], safe='')}"
    return "\n".join(
        [
            f"*{song['trackName'][:_WIDTH]}*",
            f"by {song['artistName'][:_WIDTH]}",
            "",
            *lines[:count],
            "…",
            "",
            f"These are the first {count} of {len(lines)} lines; the song belongs to its authors. "
            f"Source: LRCLIB, {where}",
        ]
    )


def _title(song: Any) -> str:
    return str(song["trackName"])[:_WIDTH]
