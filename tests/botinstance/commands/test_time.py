"""The time of a place, under any of its usual names."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, datetime

import pytest

from botinstance.commands.utility import clock, zones
from tests.botinstance.commands.conftest import TestBot


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """1 July 2026, 12:00 UTC, for ever."""
    monkeypatch.setattr(clock, "_now", lambda: datetime(2026, 7, 1, 12, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("place", "answer"),
    [
        ("Tokyo", "*Tokyo*: 21:00, Wednesday 1 July 2026 (UTC+09:00, Asia/Tokyo)"),
        ("berlin", "*Berlin*: 14:00, Wednesday 1 July 2026 (UTC+02:00, Europe/Berlin)"),
        ("Europe/Berlin", "*Berlin*: 14:00, Wednesday 1 July 2026 (UTC+02:00, Europe/Berlin)"),
        ("NEW_YORK", "*New York*: 08:00, Wednesday 1 July 2026 (UTC-04:00, America/New_York)"),
        ("New York, USA", "*New York*: 08:00, Wednesday 1 July 2026"),
        ("São Paulo", "*Sao Paulo*: 09:00, Wednesday 1 July 2026"),
        ("mumbai", "*Mumbai*: 17:30, Wednesday 1 July 2026 (UTC+05:30, Asia/Kolkata)"),
        ("Honolulu", "*Honolulu*: 02:00, Wednesday 1 July 2026"),
        ("Auckland", "*Auckland*: 00:00, Thursday 2 July 2026"),
        ("St. Petersburg", "*St Petersburg*: 15:00"),
        ("uk", "*UK*: 13:00"),
        ("UTC", "*UTC*: 12:00, Wednesday 1 July 2026 (UTC+00:00)"),
        ("UTC+5:30", "*UTC+05:30*: 17:30, Wednesday 1 July 2026 (UTC+05:30)"),
        ("gmt -3", "*UTC-03:00*: 09:00"),
        ("+0545", "*UTC+05:45*: 17:45"),
    ],
)
def test_it_works(bot: TestBot, place: str, answer: str) -> None:
    assert bot.say(f".time {place}").startswith(answer)


def test_without_a_place_it_tells_utc_and_how_to_ask(bot: TestBot) -> None:
    expected = "*UTC*: 12:00, Wednesday 1 July 2026\nFor a place: .time Berlin"
    assert bot.say(".clock") == expected


def test_a_slip_of_the_finger_gets_a_hint(bot: TestBot) -> None:
    assert bot.say(".time Berlni") == "I do not know the place 'Berlni'. Did you mean Berlin?"
    assert bot.say(".time singapur").endswith("Did you mean Singapore?")


@pytest.mark.parametrize(
    "place",
    [
        "xyzzy",
        "UTC+15",
        "UTC+5:75",
        "..",
        "../../etc/passwd",
        "/",
        "😀",
        "‏مدينة",
        "x" * 5000,
        "IST",
    ],
)
def test_what_is_no_place_gets_a_sentence(bot: TestBot, place: str) -> None:
    answer = bot.say(f".time {place}")
    assert answer.startswith(f"I do not know the place '{place[:40]}'.")
    assert len(answer) < 200


def test_each_place_has_a_zone() -> None:
    for zone, cities in zones._CITIES.items():
        for city in cities.split(", "):
            found = zones.find(city)
            assert found is not None
            assert str(found.zone) == zone, city


def test_no_city_of_ours_hides_a_zone_with_another_time() -> None:
    own = {zones.plain(z.rpartition("/")[2]): z for z in zoneinfo.available_timezones()}
    for zone, cities in zones._CITIES.items():
        for city in cities.split(", "):
            for month in (1, 7):
                moment = datetime(2026, month, 1, tzinfo=UTC)
                here = moment.astimezone(zoneinfo.ZoneInfo(zone))
                assert (
                    here.utcoffset()
                    == moment.astimezone(zoneinfo.ZoneInfo(own.get(city, zone))).utcoffset()
                ), city


@pytest.mark.parametrize("name", ["West", "Victoria", "Etc/GMT+5", "posix/Europe/Berlin"])
def test_names_that_would_mislead_are_not_known(bot: TestBot, name: str) -> None:
    assert bot.say(f".time {name}").startswith(f"I do not know the place '{name}'.")
