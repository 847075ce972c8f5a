"""Catalogues of texts in other languages: found in code, tables and templates, merged, compiled.

`python scripts/lib/translate.py` brings both up to date: `bot`, in botinstance/locale, and
`dashboard`, in app/locale, which falls back to the bots' for what they share. The translations
themselves are written into the .po files by people.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from botinstance.contract import dashboard, exits, pairing  # noqa: E402
from botinstance.contract.commands import COMMANDS  # noqa: E402
from botinstance.contract.feature import FEATURES  # noqa: E402
from botinstance.contract.languages import LANGUAGES  # noqa: E402
from botinstance.language import DOMAIN, ENGLISH, FOLDER  # noqa: E402

BOT_WORDS: dict[str, Any] = {"_": None, "N_": None}
PAGE_WORDS: dict[str, Any] = {**BOT_WORDS, "ngettext": (1, 2)}
# The third argument of a refusal is its sentence.
DASHBOARD_WORDS: dict[str, Any] = {**PAGE_WORDS, "Refusal": (3,), "Invalid": (1,)}
WHEN = datetime(2026, 1, 1, tzinfo=UTC)  # in the headers: the same texts give the same bytes
TRANSLATIONS = tuple(code for code in LANGUAGES if code != ENGLISH)


def _bot(found: Catalog) -> None:
    """The texts marked in the bots' code, then those of their tables, in the menu's order."""
    _marked(found, "botinstance", "*.py", "python", BOT_WORDS)
    for feature in FEATURES:
        found.add(feature.title, auto_comments=[f"title of the feature {feature.name}"])
        found.add(feature.help, auto_comments=[f"help of the feature {feature.name}"])
    for command in COMMANDS:
        found.add(command.category, auto_comments=["title of a section of the menu"])
        found.add(command.help, auto_comments=[f"help of the command {command.name}"])


def _dashboard(found: Catalog) -> None:
    """The texts of pages and refusals, and of the tables that only the dashboard shows."""
    _marked(found, "app", "*.py", "python", DASHBOARD_WORDS)
    _marked(found, "app/templates", "*.html", "jinja2", PAGE_WORDS)
    for group in dashboard.GROUPS:
        found.add(group.title, auto_comments=["title of a group of settings"])
        found.add(group.help, auto_comments=["help of a group of settings"])
        for name, title in group.shown:
            found.add(title, auto_comments=[f"title of the setting {name}"])
            found.add(dashboard.SHOWN[name].help, auto_comments=[f"help of the setting {name}"])
    for sentence in (
        *exits.MEANING.values(),
        *pairing.MEANING.values(),
        *pairing.ADVICE.values(),
    ):
        found.add(sentence, auto_comments=["why something of a bot ended"])


def _marked(found: Catalog, folder: str, files: str, how: str, words: dict[str, Any]) -> None:
    for path in sorted((ROOT / folder).rglob(files)):
        where = path.relative_to(ROOT).as_posix()
        for _line, text, notes, _context in extract_from_file(how, path, words, ["i18n:"]):
            found.add(text, locations=[(where, 0)], auto_comments=notes)


@dataclass(frozen=True)
class Domain:
    """One set of catalogues: `fill` puts every English text into an empty one."""

    name: str
    folder: Path
    fill: Callable[[Catalog], None]

    def template(self) -> Catalog:
        found = self._empty(None)
        self.fill(found)
        return found

    def catalogue(self, language: str) -> Catalog:
        """What is translated by now, and in it whatever is still to be."""
        made = self._empty(language)
        if self.po(language).exists():
            with self.po(language).open("rb") as file:
                for message in read_po(file, language):
                    if message.id and message.string:
                        made.add(message.id, message.string)
        made.update(self.template(), no_fuzzy_matching=True)
        return _dated(made)

    def po(self, language: str) -> Path:
        return self.folder / language / "LC_MESSAGES" / f"{self.name}.po"

    def mo(self, language: str) -> Path:
        return self.po(language).with_suffix(".mo")

    def _empty(self, language: str | None) -> Catalog:
        return _dated(Catalog(language, domain=self.name, header_comment="", fuzzy=False))


BOT = Domain(DOMAIN, FOLDER, _bot)
DASHBOARD = Domain("dashboard", ROOT / "app" / "locale", _dashboard)
DOMAINS = (BOT, DASHBOARD)


def source(made: Catalog) -> bytes:
    """As a .po file."""
    out = io.BytesIO()
    write_po(out, made, width=99, ignore_obsolete=True, include_lineno=False)
    return out.getvalue()


def compiled(made: Catalog) -> bytes:
    """As a .mo file."""
    out = io.BytesIO()
    write_mo(out, made)
    return out.getvalue()


def _dated(made: Catalog) -> Catalog:
    made.creation_date = made.revision_date = WHEN
    return made


def main() -> None:
    for domain in DOMAINS:
        for language in TRANSLATIONS:
            made = domain.catalogue(language)
            domain.po(language).parent.mkdir(parents=True, exist_ok=True)
            domain.po(language).write_bytes(source(made))
            domain.mo(language).write_bytes(compiled(made))
            missing = [message.id for message in made if message.id and not message.string]
            told = f"{len(made) - len(missing)} of {len(made)} texts"
            print(f"{domain.name} {language}: {told}", file=sys.stderr)


if __name__ == "__main__":
    main()
