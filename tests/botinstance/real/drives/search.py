"""Looking things up, at services on this machine that answer as the public ones do."""

from __future__ import annotations

from typing import Any

from tests.botinstance.real.services import Answer, Asked, Services, said
from tests.botinstance.real.stage import Drive


def serve(services: Services) -> None:
    services.add("wikipedia", "wikipedia_url", wikipedia, "/{language}")
    services.add("dictionary", "dictionary_url", dictionary)
    services.add("geocoding", "geocoding_url", geocoding)
    services.add("forecast", "weather_url", forecast)
    services.add("lrclib", "lyrics_url", lyrics)
    services.add("frankfurter", "rates_url", rates)


def wikipedia(asked: Asked) -> Answer:
    """ref: https://www.mediawiki.org/wiki/API:REST_API/Reference"""
    language, _, path = asked.path.lstrip("/").partition("/")
    if path == "w/rest.php/v1/search/page":
        titles = [title for title in ARTICLES if asked.query["q"].lower() in title.lower()]
        return said({"pages": [{"key": _key(t), "title": t, "id": 1} for t in titles]})
    key = path.removeprefix("api/rest_v1/page/summary/")
    for title, (kind, text) in ARTICLES.items():
        if _key(title) == key:
            page = f"https://{language}.wikipedia.org/wiki/{key}"
            return said(
                {
                    "type": kind,
                    "title": title,
                    "description": "English computer scientist",
                    "extract": text,
                    "content_urls": {"desktop": {"page": page}},
                }
            )
    return said({"type": "Internal error", "title": "Not found."}, 404)


ARTICLES = {
    "Alan Turing": ("standard", "Alan Mathison Turing was an English mathematician. " * 60),
    "Mercury": ("disambiguation", "Mercury most commonly refers to:"),
    "Mercury (planet)": ("standard", "Mercury is the first planet from the Sun."),
}


def _key(title: str) -> str:
    return title.replace(" ", "_")


def dictionary(asked: Asked) -> Answer:
    """ref: https://dictionaryapi.dev"""
    if asked.path != "/api/v2/entries/en/serendipity":
        return said({"title": "No Definitions Found"}, 404)
    definition = {
        "definition": "An unsought, unintended discovery.",
        "example": "It was pure serendipity.",
        "synonyms": [],
    }
    meaning = {"partOfSpeech": "noun", "definitions": [definition]}
    return said(
        [{"word": "serendipity", "phonetic": "/ˌsɛ.ɹən.ˈdɪp.ə.ti/", "meanings": [meaning]}]
    )


def geocoding(asked: Asked) -> Answer:
    """ref: https://open-meteo.com/en/docs/geocoding-api"""
    if asked.query["name"] != "Lisbon":
        return said({"generationtime_ms": 0.5})  # as it is where nothing is found
    lisbon = {"name": "Lisbon", "admin1": "Lisbon", "country": "Portugal"}
    return said({"results": [{**lisbon, "latitude": 38.7, "longitude": -9.1}]})


def forecast(asked: Asked) -> Answer:
    """ref: https://open-meteo.com/en/docs"""
    if (asked.query["latitude"], asked.query["longitude"]) != ("38.7", "-9.1"):
        return said({"error": True, "reason": "Latitude must be in range"}, 400)
    current: dict[str, Any] = dict.fromkeys(asked.query["current"].split(","), 17.4)
    daily: dict[str, list[Any]] = {
        "time": ["2026-03-01", "2026-03-02", "2026-03-03"],
        "weather_code": [0, 61, 99],
        "temperature_2m_max": [21.6, 19.0, 18.2],
        "temperature_2m_min": [11.2, 12.0, -0.3],
        "precipitation_probability_max": [0, 80, None],
    }
    return said({"current": current | {"weather_code": 2}, "daily": daily})


SONG = "\n".join(f"line {number}" for number in range(1, 101))


def lyrics(asked: Asked) -> Answer:
    """ref: https://lrclib.net/docs"""
    song = {"id": 1, "trackName": "Auld Lang Syne", "artistName": "Robert Burns"}
    sung = {"Auld Lang Syne": SONG, "Short": "one\ntwo\nthree\nfour", "Silence": None}
    if asked.query["q"] not in sung:
        return said([])
    return said([{**song, "plainLyrics": sung[asked.query["q"]]}])


def rates(asked: Asked) -> Answer:
    """ref: https://frankfurter.dev"""
    known = {"EUR": 0.92, "JPY": 151.37, "KWD": 0.00001234}
    if asked.query["symbols"] == "YYY":
        return said({"amount": 1.0, "base": "USD", "date": "2026-02-27", "rates": {}})
    if asked.query["base"] != "USD" or asked.query["symbols"] not in known:
        return said({"message": "not found"}, 404)
    symbol = asked.query["symbols"]
    return said(
        {"amount": 1.0, "base": "USD", "date": "2026-02-27", "rates": {symbol: known[symbol]}}
    )


DRIVES: dict[str, Drive] = {
    "wiki": lambda stage: stage.says(".wiki Alan Turing", "en.wikipedia.org/wiki/Alan_Turing"),
    "define": lambda stage: stage.says(".define serendipity", "An unsought"),
    "weather": lambda stage: stage.says(".weather Lisbon", "Now: 17 °C, ⛅ partly cloudy"),
    "lyrics": lambda stage: stage.says(".lyrics Auld Lang Syne", "line 20\n…"),
    "currency": lambda stage: stage.says(".currency 10 usd eur", "10.00 USD = 9.20 EUR"),
}
