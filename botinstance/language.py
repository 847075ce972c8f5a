"""The language of the chat in hand, and what the bot's texts are in it.

`_("Please wait {seconds} s.").format(seconds=3)` is looked up in
`locale/<language>/LC_MESSAGES/bot.mo`, which `scripts/translate` makes. English needs none, and
whatever a catalogue does not have is said in English.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from botinstance.contract.languages import LANGUAGES
from botinstance.state.settings import Settings

ENGLISH = "en"
DOMAIN = "bot"
FOLDER = Path(__file__).parent / "locale"

_spoken = ContextVar("language", default=ENGLISH)  # of each thread that answers


def _(text: str) -> str:
    """`text` in the language that is spoken now; {names} are filled in by the caller."""
    language = _spoken.get()
    return text if language == ENGLISH else _catalogue(language)(text)


def N_(text: str) -> str:
    """`text` as it is: marks what is translated later, by `_`, where it is used."""
    return text


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say everything within in this language, a code of contract/languages.py."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def language_of(settings: Settings, chat: str) -> str:
    """What is spoken in a chat: as its admins chose, else as the bot's owner did."""
    chosen = settings.text("language", chat) if chat else ""
    chosen = chosen or settings.text("default_language")
    return chosen if chosen in LANGUAGES else ENGLISH


@functools.cache
def _catalogue(language: str) -> Callable[[str], str]:
    import gettext  # only a bot that is told to speak another language needs it

    return gettext.translation(DOMAIN, FOLDER, [language], fallback=True).gettext
