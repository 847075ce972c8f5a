"""Downloads, from a site on this machine that is searched as Invidious is."""

from __future__ import annotations

from typing import Any

from tests.botinstance.commands.clips import facts, film
from tests.botinstance.commands.conftest import picture
from tests.botinstance.real.services import Answer, Asked, Services, said
from tests.botinstance.real.stage import Drive, Stage

_FILM = 3  # seconds


def serve(services: Services) -> None:
    services.add("videos", "video_url", videos)


def videos(asked: Asked) -> Answer:
    """ref: https://docs.invidious.io/api/"""
    if asked.path == "/api/v1/search":
        return said([v for v in VIDEOS if asked.query["q"].lower() in str(v["title"]).lower()])
    if asked.path == "/watch" and asked.query["v"] in PAGES:
        page = PAGES[asked.query["v"]].replace("{root}", f"http://{asked.headers['Host']}")
        return Answer(page.encode(), mimetype="text/html")
    if asked.path == "/film.mp4":
        return Answer(film(_FILM), mimetype="video/mp4")
    if asked.path == "/photo.png":
        return Answer(picture(), mimetype="image/png")
    if asked.path == "/film.webm":
        return Answer(film(_FILM, name="film.webm"), mimetype="video/webm")
    return Answer(b"", 404, "text/html")


def _video(id: str, title: str, seconds: int) -> dict[str, Any]:
    return {
        "type": "video",
        "videoId": id,
        "title": title,
        "author": "Audrey",
        "lengthSeconds": seconds,
    }


def _page(title: str, body: str) -> str:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


VIDEOS = (
    _video("long", "Moon River for ten hours", 36_000),
    _video("river", "Moon River", 225),
    _video("other", "Moon over Bourbon Street", 240),
)
PAGES = {
    "river": _page("Moon River", '<video src="/videos/film.mp4"></video>'),
    "webm": _page("Other letters", '<video src="/videos/film.webm"></video>'),
    "photo": '<html><head><meta property="og:title" content="The pier &amp; I"/>'
    '<meta content="{root}/videos/photo.png" property="og:image"></head></html>',
    "empty": _page("Nothing to see", "Hello"),
}


def _address(stage: Stage) -> str:
    return f"{stage.folder.config.services['video_url']}/watch?v=river"


def _loads(stage: Stage, text: str, kind: str) -> None:
    with stage.with_features(downloader=True):
        answer = stage.ask(text)
        if answer["kind"] == "text":  # which one was found
            assert answer["text"] == "Moon River\nAudrey · 3:45", answer
            answer = stage.friend.hears(answer["id"], 30.0)
    assert answer["kind"] == kind, answer
    found = facts(stage.friend.media(answer))
    assert found.sound == ("mp3" if kind == "audio" else "aac")
    assert round(found.seconds) == _FILM


def by_words(command: str, kind: str) -> Drive:
    return lambda stage: _loads(stage, f".{command} moon river", kind)


def by_address(command: str, kind: str) -> Drive:
    return lambda stage: _loads(stage, f".{command} {_address(stage)}", kind)


def yts(stage: Stage) -> None:
    with stage.with_features(downloader=True):
        stage.says(".yts moon river", "2. Moon River\nAudrey · 3:45\nhttp")


DRIVES: dict[str, Drive] = {
    "play": by_words("play", "audio"),
    "ytmp3": by_address("ytmp3", "audio"),
    "ytmp4": by_words("ytmp4", "video"),
    "yts": yts,
    "soundcloud": by_address("soundcloud", "audio"),
    **{
        name: by_address(name, "video")
        for name in ("tiktok", "instagram", "facebook", "twitter", "pinterest")
    },
}
