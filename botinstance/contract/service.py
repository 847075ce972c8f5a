"""Services outside that the operator may offer to all bots, or name another address for."""

from __future__ import annotations

from collections.abc import Mapping

from botinstance.contract.problem import Invalid, get_str

# What each means, and the address in use unless the operator names another. A key is a secret.
SERVICES = {
    "ai_url": ("Base address of an OpenAI-compatible service.", ""),
    "ai_key": ("Its key.", ""),
    "ai_model": ("The model that answers.", ""),
    "ai_image_model": ("The model that draws.", ""),
    "ai_speech_model": ("The model that writes down speech.", ""),
    "translate_url": ("A LibreTranslate service.", ""),
    "translate_key": ("Its key.", ""),
    "wikipedia_url": (
        "Wikipedia; {language} is the language.",
        "https://{language}.wikipedia.org",
    ),
    "dictionary_url": ("Definitions.", "https://api.dictionaryapi.dev"),
    "weather_url": ("Weather (Open-Meteo).", "https://api.open-meteo.com"),
    "geocoding_url": ("Places (Open-Meteo).", "https://geocoding-api.open-meteo.com"),
    "lyrics_url": ("Lyrics (LRCLIB).", "https://lrclib.net"),
    "rates_url": ("Exchange rates (Frankfurter).", "https://api.frankfurter.dev"),
    "removebg_url": ("Background removal.", "https://api.remove.bg"),
    "removebg_key": ("Its key.", ""),
    "upload_url": ("Where files for links are put; empty: nowhere.", ""),
    "video_url": ("An Invidious site to search for videos, instead of YouTube.", ""),
    "download_hosts": ("host:port pairs that may be downloaded from though private.", ""),
}


def checked(value: object) -> dict[str, str]:
    """Raises Invalid, also for a name that is not in SERVICES."""
    if not isinstance(value, Mapping):
        raise Invalid("'services' must be an object")
    for name in value:
        if name not in SERVICES:
            raise Invalid(f"there is no service '{str(name)[:40]}'")
    return {str(name): get_str(value, name, least=0, most=500) for name in value}
