"""Videos and sounds are loaded from where they may be, and nothing else is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from botinstance.commands.download import ytdlp
from botinstance.commands.download.sites import Place
from botinstance.context import UserError
from botinstance.link.protocol import Quoted
from tests.botinstance.commands.clips import facts
from tests.botinstance.commands.conftest import TestBot, picture
from tests.botinstance.real.drives.download import PAGES
from tests.botinstance.real.services import Services


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
