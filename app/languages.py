"""Which language a page speaks: as chosen, else as the browser asks, else English.

Texts of the pages stand in `locale/`, those that they share with the bots (features, commands,
settings) in the bots' own catalogues; `scripts/translate` makes both.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask, g, has_app_context, request, session
from flask_babel import Babel, get_locale, get_translations

from botinstance.contract import languages

ENGLISH = "en"
KEY = "language"  # in the cookie
_LOCALE = Path(__file__).parent / "locale"
_OF_BOTS = Path(languages.__file__).parent.parent / "locale"


def _(text: str, **values: object) -> str:
    """`text` in the language of whoever is answered; `{names}` in it stand for `values`."""
    translated = str(_catalogues().gettext(text))
    return translated.format(**values) if values else translated


def _catalogues() -> Any:
    """Of whoever is answered, who stays the same: flask_babel would ask for each text anew, which
    was a third of the time that a page takes."""
    if not has_app_context():
        return get_translations()
    if "catalogues" not in g:
        g.catalogues = get_translations()
    return g.catalogues


def N_(text: str) -> str:
    """Marks `text` for translation where it is defined; `_` translates it where it is said."""
    return text


def init_app(app: Flask) -> None:
    Babel(
        app,
        default_locale=ENGLISH,
        default_domain="dashboard;bot",
        default_translation_directories=f"{_LOCALE};{_OF_BOTS}",
        locale_selector=chosen,
    )
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: _catalogues().gettext(text),
        lambda one, many, count: _catalogues().ngettext(one, many, count),
        newstyle=True,
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
