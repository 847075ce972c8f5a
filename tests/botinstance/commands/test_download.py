"""Videos and sounds are loaded from where they may be, and nothing else is."""

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
from botinstance.link.protocol import Quoted
from tests.botinstance.commands.clips import facts
from tests.botinstance.commands.conftest import TestBot, picture
from tests.botinstance.real.drives.download import PAGES
from tests.botinstance.real.services import Answer, Asked, Services, said


@pytest.fixture
def ready(bot: TestBot, services: Services) -> TestBot:
    """A bot that may load, and whose site for videos is on this machine."""
    bot.switch("downloader", True)
    bot.config = replace(bot.config, services=services.config)
    return bot


@pytest.fixture
def there(services: Services) -> str:
    return f"{services.config['video_url']}/watch?v="


def public(monkeypatch: pytest.MonkeyPatch) -> None:
    """No name server is asked: all names are good ones."""
    monkeypatch.setattr("botinstance.web.user_url", lambda url, **_options: url)


def test_a_video_comes_with_its_title(ready: TestBot, there: str) -> None:
    (sent,) = ready.send(f".ytmp4 {there}river")
    assert sent.file is not None
    assert (sent.kind, sent.file.mimetype, sent.file.seconds) == ("video", "video/mp4", 3)
    assert "Moon River" in sent.text
    assert facts(sent.data).picture == "h264"


def test_a_sound_is_an_mp3(ready: TestBot, there: str) -> None:
    (sent,) = ready.send(f".ytmp3 {there}river")
    assert (sent.kind, facts(sent.data).sound, facts(sent.data).picture) == ("audio", "mp3", "")


def test_words_find_the_first_that_is_not_too_long(ready: TestBot) -> None:
    title, sound = ready.send(".play moon river")
    assert title.text == "Moon River\nAudrey · 3:45"
    assert sound.kind == "audio"


def test_an_address_may_be_replied_to(ready: TestBot, there: str) -> None:
    quoted = Quoted("915550002@lid", f"Look at this: {there}river !", id="3EB0Q")
    (sent,) = ready.send(".tiktok", quoted=quoted)
    assert sent.kind == "video"


def test_what_phones_do_not_play_comes_as_a_document(ready: TestBot, there: str) -> None:
    (sent,) = ready.send(f".ytmp4 {there}webm")
    assert sent.file is not None
    assert (sent.kind, sent.file.mimetype) == ("document", "video/webm")
    assert sent.file.name.endswith(".webm")


@pytest.mark.parametrize("command", ["pinterest", "instagram"])
def test_where_there_is_no_video_the_picture_comes(
    ready: TestBot, there: str, command: str
) -> None:
    (sent,) = ready.send(f".{command} {there}photo")
    assert (sent.kind, sent.text, sent.data) == ("picture", "The pier & I", picture())


def test_where_there_is_neither_it_is_told(ready: TestBot, there: str) -> None:
    assert ready.say(f".pinterest {there}empty").startswith("I find no video")


def test_a_picture_in_a_private_network_is_not_asked_for(
    ready: TestBot, there: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = '<meta property="og:image" content="http://127.0.0.1:6379/">'
    monkeypatch.setitem(PAGES, "photo", page)
    assert "private network" in ready.say(f".pinterest {there}photo")


@pytest.mark.parametrize("page", ["empty", "nowhere"])
def test_a_page_without_a_video_gets_a_sentence(ready: TestBot, there: str, page: str) -> None:
    answer = ready.say(f".ytmp4 {there}{page}")
    assert answer.startswith(("I find no video", "I cannot get that from YouTube."))


def test_a_search_lists_what_it_finds(ready: TestBot) -> None:
    answer = ready.say(".yts moon river")
    assert answer.startswith("1. Moon River for ten hours\nAudrey · 600:00\nhttp")
    assert "\n\n2. Moon River\nAudrey · 3:45\nhttp" in answer


@pytest.mark.parametrize("words", ["nothing like it", "\u202eكلام", "😀", "--exec=id"])
def test_words_that_find_nothing_get_a_sentence(ready: TestBot, words: str) -> None:
    assert ready.say(f".yts {words}") == "I found no video by these words."


def test_only_long_ones_are_none(ready: TestBot) -> None:
    assert ready.say(".play ten hours") == "I found only videos of more than 20 minutes."


@pytest.mark.parametrize("command", ["play", "ytmp4", "yts", "ytmp3", "tiktok", "soundcloud"])
def test_without_anything_it_says_what_to_write(ready: TestBot, command: str) -> None:
    assert f".{command} " in ready.say(f".{command}")


def test_too_many_words_get_a_sentence(ready: TestBot) -> None:
    assert ready.say(".play " + "moon " * 100).startswith("That is too long to search for")


def test_it_is_off_until_it_is_switched_on(bot: TestBot) -> None:
    assert "switched off" in bot.say(".play moon river")


@pytest.mark.parametrize(
    ("command", "address"),
    [
        ("ytmp3", "https://youtu.be/dQw4w9WgXcQ"),
        ("ytmp4", "https://m.youtube.com/watch?v=dQw4w9WgXcQ"),
        ("tiktok", "https://vm.tiktok.com/abc/"),
        ("instagram", "https://www.instagram.com/p/abc/"),
        ("facebook", "https://m.facebook.com/watch?v=1"),
        ("twitter", "https://x.com/a/status/1"),
        ("twitter", "https://mobile.twitter.com/a/status/1"),
        ("pinterest", "https://www.pinterest.co.uk/pin/1/"),
        ("soundcloud", "https://soundcloud.com/a/b"),
    ],
)
def test_each_site_has_its_command(
    ready: TestBot, monkeypatch: pytest.MonkeyPatch, command: str, address: str
) -> None:
    asked: list[Place] = []
    public(monkeypatch)

    def look(place: Place, _formats: str) -> None:
        asked.append(place)
        raise UserError("enough")

    monkeypatch.setattr(ytdlp, "look", look)
    assert ready.say(f".{command} {address}") == "enough"
    assert asked[0].url == address
    assert "generic" not in asked[0].extractors


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/video",
        "https://youtu.be.example.org/a",
        "https://notyoutube.com/a",
        "https://example.org/youtube.com/",
        "https://www.tiktok.com/@a/video/1",
    ],
)
def test_another_site_is_refused(
    ready: TestBot, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    public(monkeypatch)
    assert ready.say(f".ytmp3 {address}").startswith("That is no address of YouTube.")


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:1024/a",
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "https://youtube.com@127.0.0.1/",
        "https://127.0.0.1\\\\@youtube.com/",
        "https://[youtube.com/",
        "ytsearch:river",
        "--exec=id",
        "😀",
    ],
)
def test_what_only_looks_like_an_address_is_refused(ready: TestBot, address: str) -> None:
    answer = ready.say(f".ytmp3 {address}")
    assert answer.startswith(("That is no address of YouTube.", "There must be no spaces"))


def test_a_name_that_means_a_private_address_is_refused(
    ready: TestBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("botinstance.web.address._lookup", lambda *_: ["10.0.0.1"])
    assert "private network" in ready.say(".ytmp3 https://youtu.be/a")


def test_a_long_address_gets_a_sentence(ready: TestBot) -> None:
    assert "too long" in ready.say(".ytmp3 https://youtu.be/" + "a" * 3000)


def test_a_short_address_is_followed_before_it_is_judged(
    ready: TestBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    public(monkeypatch)
    page = type("Page", (), {"url": "https://example.org/malware"})
    monkeypatch.setattr("botinstance.web.get", lambda _url, **_options: page)
    assert ready.say(".pinterest https://pin.it/abc").startswith("That is no address of Pinterest")


def test_a_shared_address_is_followed(ready: TestBot, monkeypatch: pytest.MonkeyPatch) -> None:
    public(monkeypatch)
    page = type("Page", (), {"url": "https://www.facebook.com/reel/1"})
    monkeypatch.setattr("botinstance.web.get", lambda _url, **_options: page)
    asked: list[Place] = []
    monkeypatch.setattr(
        "botinstance.commands.download.load._send_video", lambda _, p: asked.append(p)
    )
    ready.send(".fb https://www.facebook.com/share/v/abc/")
    assert asked[0].url == "https://www.facebook.com/reel/1"


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
