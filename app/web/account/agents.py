"""What a browser calls itself, in words for people."""

from __future__ import annotations

from app.languages import _

# The first that is found: most of them claim to be others too.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def described(agent: str) -> str:
    """`Firefox on Linux`, for the header User-Agent."""
    browser, system = _first(_BROWSERS, agent), _first(_SYSTEMS, agent)
    if browser and system:
        return _("{browser} on {system}", browser=browser, system=system)
    return browser or system or _("An unknown browser")


def _first(table: tuple[tuple[str, str], ...], agent: str) -> str | None:
    return next((name for sign, name in table if sign in agent), None)
