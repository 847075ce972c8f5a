"""The catalogues of the bot's texts: found in its code and tables, merged, compiled.

`python scripts/lib/translate.py` brings botinstance/locale up to date; the translations themselves
are written into its .po files by people.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from botinstance.contract.commands import COMMANDS  # noqa: E402
from botinstance.contract.feature import FEATURES  # noqa: E402
from botinstance.contract.languages import LANGUAGES  # noqa: E402
from botinstance.language import DOMAIN, ENGLISH, FOLDER  # noqa: E402

KEYWORDS = {"_": None, "N_": None}
WHEN = datetime(2026, 1, 1, tzinfo=UTC)  # in the headers: the same texts give the same bytes
TRANSLATIONS = tuple(code for code in LANGUAGES if code != ENGLISH)


def template() -> Catalog:
    """All texts: those marked in the code, then those of the tables, in the menu's order."""
    found = _empty(None)
    for path in sorted((ROOT / "botinstance").rglob("*.py")):
        where = path.relative_to(ROOT).as_posix()
        for _line, text, notes, _context in extract_from_file("python", path, KEYWORDS, ["i18n:"]):
            found.add(text, locations=[(where, 0)], auto_comments=notes)
    for feature in FEATURES:
        found.add(feature.title, auto_comments=[f"title of the feature {feature.name}"])
        found.add(feature.help, auto_comments=[f"help of the feature {feature.name}"])
    for command in COMMANDS:
        found.add(command.category, auto_comments=["title of a section of the menu"])
        found.add(command.help, auto_comments=[f"help of the command {command.name}"])
    return found


def catalogue(language: str) -> Catalog:
    """What is translated by now, and in it whatever is still to be."""
    made = _empty(language)
    if po(language).exists():
        with po(language).open("rb") as file:
            for message in read_po(file, language):
                if message.id and message.string:
                    made.add(message.id, message.string)
    made.update(template(), no_fuzzy_matching=True)
    return _dated(made)


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


def po(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def mo(language: str) -> Path:
    return po(language).with_suffix(".mo")


def _empty(language: str | None) -> Catalog:
    return _dated(Catalog(language, domain=DOMAIN, header_comment="", fuzzy=False))


def _dated(made: Catalog) -> Catalog:
    made.creation_date = made.revision_date = WHEN
    return made


def main() -> None:
    for language in TRANSLATIONS:
        made = catalogue(language)
        po(language).parent.mkdir(parents=True, exist_ok=True)
        po(language).write_bytes(source(made))
        mo(language).write_bytes(compiled(made))
        missing = [message.id for message in made if message.id and not message.string]
        print(f"{language}: {len(made) - len(missing)} of {len(made)} texts", file=sys.stderr)


if __name__ == "__main__":
    main()
