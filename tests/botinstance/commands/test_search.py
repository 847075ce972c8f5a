"""What people look for is found, tidy and with its source; what is not there is said so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.botinstance.commands.conftest import OWNER, TestBot, by
from tests.botinstance.real.services import Services


@pytest.fixture
def bot(bot: TestBot, services: Services) -> TestBot:
    bot.config = replace(bot.config, services=services.config)
    return bot


def test_an_article(bot: TestBot) -> None:
    head, about, _, text, _, source = bot.say(".wiki alan turing").splitlines()
    assert (head, about) == ("*Alan Turing*", "_English computer scientist_")
    assert text.startswith("Alan Mathison Turing")
    assert len(text) <= 1500
    assert text.endswith("…")
    assert source == "https://en.wikipedia.org/wiki/Alan_Turing (Wikipedia)"


def test_an_article_in_the_language_of_the_chat(bot: TestBot) -> None:
    bot.state.settings.set("language", "es", "915550001@lid")
    assert "https://es.wikipedia.org/wiki/Alan_Turing" in bot.say(".wiki Alan Turing")


def test_a_word_with_several_meanings(bot: TestBot) -> None:
    answer = bot.say(".wiki Mercury")
    assert "*Mercury* can mean several things. Perhaps:\n- Mercury (planet)\n" in answer


def test_a_definition(bot: TestBot) -> None:
    answer = bot.say(".define Serendipity".lower())
    assert answer.splitlines()[:5] == [
        "*serendipity* /ˌsɛ.ɹən.ˈdɪp.ə.ti/",
        "",
        "noun",
        "1. An unsought, unintended discovery.",
        "_It was pure serendipity._",
    ]


def test_the_weather(bot: TestBot) -> None:
    assert bot.say(".weather Lisbon").splitlines() == [
        "*Lisbon, Portugal*",
        "Now: 17 °C, ⛅ partly cloudy",
        "Feels like 17 °C, humidity 17 %, wind 17 km/h",
        "",
        "Sun: 11 to 22 °C, ☀️ clear, rain 0 %",
        "Mon: 12 to 19 °C, 🌦 light rain, rain 80 %",
        "Tue: 0 to 18 °C, ⛈ thunderstorm with heavy hail",
        "",
        "Source: Open-Meteo.com",
    ]


def test_a_song_is_an_excerpt_with_its_source(bot: TestBot) -> None:
    answer = bot.say(".lyrics Auld Lang Syne")
    assert answer.startswith("*Auld Lang Syne*\nby Robert Burns\n\nline 1\n")
    assert "line 20\n…" in answer
    assert "line 21" not in answer
    assert "first 20 of 100 lines" in answer
    assert "LRCLIB, https://lrclib.net/search/Auld%20Lang%20Syne" in answer


def test_of_a_short_song_it_is_half(bot: TestBot) -> None:
    answer = bot.say(".lyrics Short")
    assert "two\n…" in answer
    assert "three" not in answer


def test_a_song_without_words(bot: TestBot) -> None:
    assert "has no words" in bot.say(".lyrics Silence")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("10 usd eur", "10.00 USD = 9.20 EUR"),
        ("10 USD to EUR", "10.00 USD = 9.20 EUR"),
        ("usd eur", "1.00 USD = 0.92 EUR"),
        ("$10 in €", "10.00 USD = 9.20 EUR"),
        ("1,234.50 usd jpy", "1,234.50 USD = 186,866.27 JPY"),
        ("0,5 usd jpy", "0.50 USD = 75.69 JPY"),
        ("1000 usd kwd", "1,000.00 USD = 0.01234 KWD\n1 USD = 0.00001234 KWD"),
        ("0 usd eur", "0.00 USD = 0.00 EUR"),
    ],
)
def test_money(bot: TestBot, words: str, answer: str) -> None:
    assert answer in bot.say(f".currency {words}")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("10 usd", "Write an amount and two currencies"),
        ("ten usd eur", "Write an amount and two currencies"),
        ("-5 usd eur", "Write an amount and two currencies"),
        ("1.2.3 usd eur", "'1.2.3' is no amount"),
        ("., usd eur", "is no amount"),
        (f"{'9' * 20} usd eur", "more money than there is"),
        ("5 usd usd", "the same currency"),
        ("5 usd yyy", "I know no rate of USD to YYY"),
        ("5 usd xxx", "I know no rate of USD to XXX"),
    ],
)
def test_bad_money_is_refused(bot: TestBot, words: str, answer: str) -> None:
    assert answer in bot.say(f".currency {words}")


@pytest.mark.parametrize("command", ["wiki", "define", "weather", "lyrics"])
@pytest.mark.parametrize("words", ["qwrtz", "../..", "a/b?c=d&e#f", "‏שלום", "🛸", "*x*"])
def test_what_is_not_there_is_said_so(bot: TestBot, command: str, words: str) -> None:
    assert bot.say(f".{command} {words}").startswith(f"I found nothing called '{words}'.")


@pytest.mark.parametrize("command", ["wiki", "define", "weather", "lyrics", "currency"])
def test_bad_words_are_refused(bot: TestBot, command: str) -> None:
    assert f"Example: .{command} " in bot.say(f".{command}", **by(OWNER))
    assert "at most 100 characters" in bot.say(f".{command} {'x' * 101}", **by(OWNER))


ODD = [None, 5, "x", [], [5], {}, {"pages": 5}, {"results": [{}]}, {"pages": [{"key": None}]}]


@pytest.mark.parametrize("command", ["wiki", "define", "weather", "lyrics", "currency"])
@pytest.mark.parametrize("answer", ODD, ids=str)
def test_an_answer_of_another_shape_is_said_in_words(
    bot: TestBot, monkeypatch: pytest.MonkeyPatch, command: str, answer: object
) -> None:
    monkeypatch.setattr("botinstance.web.get_json", lambda *_, **__: answer)
    words = {"currency": "1 usd eur"}.get(command, "x")
    said = bot.say(f".{command} {words}")
    assert "I do not understand what" in said or "I found nothing" in said


@pytest.mark.parametrize(
    "command", ["wiki x", "define x", "weather x", "lyrics x", "fx 1 usd eur"]
)
def test_a_service_that_is_down_is_said_in_words(bot: TestBot, command: str) -> None:
    down = {name: "http://127.0.0.1:1" for name in bot.config.services if name.endswith("_url")}
    bot.config = replace(bot.config, services=down)
    assert "I cannot reach 127.0.0.1 now" in bot.say(f".{command}")
