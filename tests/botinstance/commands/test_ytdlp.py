"""What yt-dlp is asked for, and what its answers mean to people."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from botinstance import tools
from botinstance.commands.download import sites, ytdlp
from botinstance.commands.download.sites import Place, Site
from botinstance.context import UserError
from tests.botinstance.commands.conftest import TestBot
from tests.botinstance.real.services import Answer, Asked, Services, said


def test_each_site_is_known_to_ytdlp() -> None:
    from yt_dlp.extractor import list_extractor_classes

    names = {str(e.IE_NAME).lower() for e in list_extractor_classes()}
    for site in vars(sites).values():
        if isinstance(site, Site):
            for pattern in site.extractors.split(","):
                assert any(re.fullmatch(pattern, name) for name in names), pattern


PLACE = Place("YouTube", "https://youtu.be/a", "youtube.*")
MB = 1 << 20


def offered(id: str, height: int | None, size: int, video: str, sound: str) -> dict[str, Any]:
    """A format, as a site offers it."""
    return {
        "format_id": id,
        "url": f"https://example.org/{id}",
        "ext": "mp4" if height else "m4a",
        "protocol": "https",
        "height": height,
        "filesize": size,
        "vcodec": video,
        "acodec": sound,
    }


H264, AAC, NO = "avc1.4d401f", "mp4a.40.2", "none"
WHOLE = offered("whole", 360, 12 * MB, H264, AAC)
LARGE, HIGH = offered("large", 720, 30 * MB, H264, NO), offered("high", 1080, 9 * MB, H264, NO)
MEDIUM, OTHER = offered("medium", 480, 16 * MB, H264, NO), offered("other", 720, 9 * MB, "vp9", NO)
SONG = offered("song", None, 3 * MB, NO, AAC)


@pytest.mark.parametrize(
    ("formats", "wish", "chosen"),
    [
        ([WHOLE, LARGE, HIGH, MEDIUM, OTHER, SONG], ytdlp.VIDEO, "medium+song"),
        ([LARGE, OTHER, SONG], ytdlp.VIDEO, "other+song"),
        ([WHOLE], ytdlp.VIDEO, "whole"),
        ([WHOLE, LARGE, HIGH, MEDIUM, OTHER, SONG], ytdlp.SOUND, "song"),
        ([WHOLE], ytdlp.SOUND, "whole"),
    ],
)
def test_what_fits_and_plays_is_chosen(
    tmp_path: Path, formats: list[dict[str, Any]], wish: str, chosen: str
) -> None:
    info = {"id": "a", "title": "River", "extractor": "youtube", "formats": formats}
    path = tmp_path / "info.json"
    path.write_text(json.dumps({**info, "webpage_url": "https://youtu.be/a"}))
    options = ["--load-info-json", str(path), "-f", wish, "-S", ytdlp.ORDER]
    said = ytdlp.run(PLACE, [*options, "--print", "format_id"], 30)
    assert said.decode().strip() == chosen


@pytest.fixture
def said_by_ytdlp(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What it says about an address, instead of asking it."""
    info: dict[str, Any] = {"title": "River"}

    def run(_argv: list[str], _data: bytes, _seconds: float) -> bytes:
        if "error" in info:
            raise tools.ToolError(f"python: ERROR: [x] {info['error']}")
        return json.dumps(info).encode()

    monkeypatch.setattr(tools, "run", run)
    return info


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ({"duration": 1201}, "at most 20 minutes"),
        ({"filesize": 25 << 20}, "at most 24 MB"),
        ({"requested_formats": [{"filesize_approx": 20e6}, {"filesize": 9e6}]}, "at most 24 MB"),
        ({"is_live": True}, "live"),
        ({"_type": "playlist", "entries": []}, "do not understand"),
        ({"error": "Sign in to confirm you’re not a bot"}, "only to people who are logged in"),
        ({"error": "Unsupported URL: https://x"}, "no video or sound"),
        ({"error": "Requested format is not available"}, "no video or sound"),
        ({"error": "Video unavailable"}, "YouTube does not have that"),
        ({"error": "Unable to download API page: [Errno 111] Connection refused"}, "cannot get"),
        ({"error": "\U0001f600"}, "YouTube did not give me that"),
    ],
)
def test_what_cannot_be_loaded_is_told_before(
    said_by_ytdlp: dict[str, Any], about: dict[str, Any], words: str
) -> None:
    said_by_ytdlp |= about
    with pytest.raises(UserError, match=words):
        ytdlp.look(PLACE, ytdlp.VIDEO)


def test_of_several_videos_the_first_is_taken(said_by_ytdlp: dict[str, Any]) -> None:
    said_by_ytdlp |= {"_type": "playlist", "entries": [None, {"title": "One\n\u202eTwo"}]}
    assert ytdlp.look(PLACE, ytdlp.VIDEO).title == "OneTwo"


def test_youtube_is_searched_where_no_other_site_is_named(
    bot: TestBot, said_by_ytdlp: dict[str, Any]
) -> None:
    found = {
        "title": "River",
        "channel": "Audrey",
        "duration": 225.0,
        "url": "https://www.youtube.com/watch?v=a",
    }
    said_by_ytdlp |= {"entries": [found, {"url": "https://www.youtube.com/channel/b"}]}
    bot.switch("downloader", True)
    assert bot.say(".yts river") == ("1. River\nAudrey · 3:45\nhttps://www.youtube.com/watch?v=a")


@pytest.mark.parametrize("answer", [{}, "text", None, 5])
def test_a_site_that_makes_no_sense_gets_a_sentence(bot: TestBot, answer: object) -> None:
    def serve(_asked: Asked) -> Answer:
        return said(answer)

    with Services() as odd:
        odd.add("videos", "video_url", serve)
        bot.switch("downloader", True)
        bot.config = replace(bot.config, services=odd.config)
        assert bot.say(".yts river").startswith("I do not understand")
