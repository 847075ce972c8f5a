"""yt-dlp for commands: it looks first, and what is too long or too large is never loaded."""

from __future__ import annotations

import json
import logging
import re
import sys
from typing import Any, NamedTuple

from botinstance import tools
from botinstance.commands.download.sites import Place
from botinstance.context import UserError

log = logging.getLogger(__name__)

MINUTES = 20
# Bytes. A bot holds what it sends several times, in Python and in Go, and may send two at once.
MOST = 24 << 20
_LOOKS, _LOADS = 45.0, 150.0  # seconds

# ref: https://github.com/yt-dlp/yt-dlp#usage-and-options
_ALWAYS = (
    "--ignore-config", "--no-plugin-dirs", "--no-remote-components", "--no-cache-dir",
    "--no-cookies", "--no-exec", "--no-playlist", "--playlist-items", "1", "--quiet",
    "--no-warnings", "--no-progress", "--no-mtime", "--no-part", "--retries", "2",
    "--fragment-retries", "2", "--socket-timeout", "15",
)  # fmt: skip
_WIRE = r"[protocol~='^(https?|m3u8_native|http_dash_segments)$']"


def _fits(most: int) -> str:
    return f"{_WIRE}[filesize<?{most}][filesize_approx<?{most}]"


SOUND = f"ba{_fits(MOST)}/b{_fits(MOST)}/b{_WIRE}"
# as large as fits, up to 720p: a picture and a sound, else both in one piece
VIDEO = (
    f"bv[height<=?720]{_fits(MOST * 3 // 4)}+ba{_fits(MOST // 4)}"
    f"/b[height<=?720]{_fits(MOST)}/b{_WIRE}"
)
# what phones play without asking back
ORDER = "vcodec:h264,acodec:aac,ext:mp4:m4a"


class Nothing(UserError):
    """The page is there, but no video or sound on it."""


class Found(NamedTuple):
    """What there is at an address. `raw` is yt-dlp's own word for it."""

    title: str
    seconds: float  # 0 where the site does not say
    raw: bytes


def look(place: Place, formats: str) -> Found:
    """What is there, if it is neither too long nor too large. Raises UserError."""
    answer = run(place, ["-J", "-f", formats, "-S", ORDER, "--", place.url], _LOOKS)
    try:
        info = _first(json.loads(answer))
    except ValueError:
        raise UserError(f"I do not understand what {place.site} answered.") from None
    if info.get("is_live"):
        raise UserError("That is live just now: I can load it when it is over.")
    seconds = float(info.get("duration") or 0)
    if seconds > MINUTES * 60:
        raise UserError(f"That is too long for me: at most {MINUTES} minutes.")
    if _size(info) > MOST:
        raise UserError(f"That is too large for me: at most {MOST >> 20} MB.")
    return Found(plain(info.get("title")), seconds, json.dumps(info).encode())


def load(place: Place, found: Found, formats: str) -> bytes:
    """The file itself. Raises UserError."""
    argv = ["--load-info-json", "info.json", "-f", formats, "-S", ORDER]
    argv += ["--merge-output-format", "mp4", "--max-filesize", str(MOST), "-o", "got.%(ext)s"]
    files = _run_for_files(place, argv, {"info.json": found.raw})
    if not files:
        raise UserError(f"That is too large for me: at most {MOST >> 20} MB.")
    return max(files.values(), key=len)


def search(words: str, count: int) -> list[dict[str, Any]]:
    """What YouTube finds, as yt-dlp describes it. Raises UserError."""
    place = Place("YouTube", f"ytsearch{count}:{words}", "youtube.*")
    options = ["-J", "--flat-playlist", "--playlist-items", f"1:{count}", "--", place.url]
    answer = json.loads(run(place, options, _LOOKS))
    entries = answer.get("entries") if isinstance(answer, dict) else None
    return [entry for entry in entries or [] if isinstance(entry, dict)]


def plain(text: object, most: int = 100) -> str:
    """A title or a name from elsewhere, as one short line."""
    return " ".join("".join(c for c in str(text or "") if c.isprintable()).split())[:most]


def _argv(place: Place, options: list[str]) -> list[str]:
    # -P, -s: modules are searched for neither in its folder nor in the home
    program = [sys.executable, "-P", "-s", "-m", "yt_dlp", *_ALWAYS]
    return [*program, "--use-extractors", place.extractors, *options]


def run(place: Place, options: list[str], seconds: float) -> bytes:
    """What yt-dlp writes. Raises UserError."""
    try:
        return tools.run(_argv(place, options), b"", seconds)
    except tools.ToolError as error:
        raise _sorry(place, error) from None


def _run_for_files(place: Place, options: list[str], files: dict[str, bytes]) -> dict[str, bytes]:
    try:
        argv, limits = _argv(place, options), tools.Limits(output=MOST)
        return tools.run_for_files(argv, b"", _LOADS, "got.*", files=files, limits=limits)
    except tools.ToolError as error:
        raise _sorry(place, error) from None


def _first(info: Any) -> dict[str, Any]:
    """Of a post with several videos the first one. Raises ValueError."""
    while isinstance(info, dict) and info.get("_type") in ("playlist", "multi_video"):
        info = next((entry for entry in info.get("entries") or [] if entry), None)
    if not isinstance(info, dict):
        raise ValueError("nothing found")
    return info


def _size(info: dict[str, Any]) -> float:
    """Bytes of the chosen formats together, as far as they are known."""
    parts = info.get("requested_formats") or [info]
    return sum(float(p.get("filesize") or p.get("filesize_approx") or 0) for p in parts)


_NOTHING = "unsupported url|no suitable|no video|no media|not a video|requested format|no formats"
_REASONS = (
    ("log ?in|sign in|cookies|private|registered|age.restricted|confirm your age",
     "{site} shows that only to people who are logged in, and I am not."),
    ("timed out|resolve|refused|unreachable|connect|transport|ssl|urlopen|unable to download",
     "I cannot get that from {site}. Please check the address, or try again later."),
    ("not available|unavailable|removed|deleted|not exist|not found|404",
     "{site} does not have that, or not for everybody."),
)  # fmt: skip


def _sorry(place: Place, error: tools.ToolError) -> UserError:
    """What yt-dlp says, in words for the person who asked."""
    log.info("%s", error)
    said = str(error).lower()
    if re.search(_NOTHING, said):
        return Nothing("I find no video or sound there that I could load.")
    for pattern, sentence in _REASONS:
        if re.search(pattern, said):
            return UserError(sentence.format(site=place.site))
    return UserError(f"{place.site} did not give me that. Please try again later.")
