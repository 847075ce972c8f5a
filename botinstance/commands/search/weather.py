"""weather: now and for three days.

ref: https://open-meteo.com/en/docs
"""

from __future__ import annotations

from datetime import date
from typing import Any

from botinstance.commands.search.ask import ask, nothing, strange, topic
from botinstance.context import Context

DAYS = 3
_NOW = "temperature_2m,apparent_temperature,relative_humidity_2m,weather_code,wind_speed_10m"
_DAILY = "weather_code,temperature_2m_max,temperature_2m_min,precipitation_probability_max"
# Codes of the World Meteorological Organization, table 4677, as far as they are in use there.
_SKIES = {
    0: "☀️ clear", 1: "🌤 mainly clear", 2: "⛅ partly cloudy", 3: "☁️ overcast",
    45: "🌫 fog", 48: "🌫 rime fog",
    51: "🌦 light drizzle", 53: "🌦 drizzle", 55: "🌧 dense drizzle",
    56: "🌧 freezing drizzle", 57: "🌧 dense freezing drizzle",
    61: "🌦 light rain", 63: "🌧 rain", 65: "🌧 heavy rain",
    66: "🌧 freezing rain", 67: "🌧 heavy freezing rain",
    71: "🌨 light snow", 73: "🌨 snow", 75: "❄️ heavy snow", 77: "🌨 snow grains",
    80: "🌦 light showers", 81: "🌧 showers", 82: "⛈ violent showers",
    85: "🌨 snow showers", 86: "❄️ heavy snow showers",
    95: "⛈ thunderstorm", 96: "⛈ thunderstorm with hail", 99: "⛈ thunderstorm with heavy hail",
}  # fmt: skip


def run(context: Context) -> str:
    what = topic(context, "place", "Lisbon")
    try:
        places = ask(context, "geocoding_url", "/v1/search", name=what, count=1, language="en")
        if not places.get("results"):
            raise nothing(what)
        place = places["results"][0]
        forecast = ask(
            context,
            "weather_url",
            "/v1/forecast",
            latitude=place["latitude"],
            longitude=place["longitude"],
            current=_NOW,
            daily=_DAILY,
            forecast_days=DAYS,
            timezone="auto",
        )
        return "\n".join([_name(place), *_shown(forecast), "", "Source: Open-Meteo.com"])
    except (LookupError, TypeError, AttributeError, ValueError):
        raise strange("the weather service") from None


def _name(place: Any) -> str:
    parts = [place["name"], place.get("admin1"), place.get("country")]
    return f"*{', '.join(dict.fromkeys(part for part in parts if part))}*"


def _shown(forecast: Any) -> list[str]:
    now, daily = forecast["current"], forecast["daily"]
    lines = [
        f"Now: {round(now['temperature_2m'])} °C, {_sky(now['weather_code'])}",
        f"Feels like {round(now['apparent_temperature'])} °C, humidity "
        f"{now['relative_humidity_2m']:.0f} %, wind {now['wind_speed_10m']:.0f} km/h",
        "",
    ]
    days = zip(*(daily[name] for name in ("time", *_DAILY.split(","))), strict=True)
    for day, code, most, least, wet in days:
        rain = "" if wet is None else f", rain {wet:.0f} %"
        name = f"{date.fromisoformat(day):%a}"
        lines.append(f"{name}: {round(least)} to {round(most)} °C, {_sky(code)}{rain}")
    return lines


def _sky(code: int) -> str:
    return _SKIES.get(code, "sky unknown")
