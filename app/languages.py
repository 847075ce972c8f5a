"""Which language a page speaks: as chosen, else as the browser asks, else English.

Texts of the pages stand in `locale/`, those that they share with the bots (features, commands,
settings) in the bots' own catalogues; `scripts/translate` makes both.
"""

from __future__ import annotations

from pathlib import Path

from flask import Flask, request, session
from flask_babel import Babel, get_locale, get_translations

from botinstance.contract import languages

ENGLISH = "en"
KEY = "language"  # in the cookie
_LOCALE = Path(__file__).parent / "locale"
_OF_BOTS = Path(languages.__file__).parent.parent / "locale"


def _(text: str, **values: object) -> str:
    """`text` in the language of whoever is answered; `{names}` in it stand for `values`."""
    translated = str(get_translations().gettext(text))
    return translated.format(**values) if values else translated


def init_app(app: Flask) -> None:
    Babel(
        app,
        default_locale=ENGLISH,
        default_domain="dashboard;bot",
        default_translation_directories=f"{_LOCALE};{_OF_BOTS}",
        locale_selector=chosen,
    )
    app.context_processor(_for_templates)


def chosen() -> str:
    """A code of contract/languages.py."""
    kept = session.get(KEY)
    if kept in languages.LANGUAGES:
        return str(kept)
    return request.accept_languages.best_match(list(languages.LANGUAGES)) or ENGLISH


def _for_templates() -> dict[str, object]:
    locale = get_locale()
    return {
        "language": locale.language if locale else ENGLISH,
        "direction": locale.text_direction if locale else "ltr",
        "languages": languages.LANGUAGES,
    }
