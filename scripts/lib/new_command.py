"""Makes a new command: see scripts/new-command. Exit status 2 and nothing changed if it cannot."""

from __future__ import annotations

import importlib
import keyword
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple, NoReturn

from botinstance.contract import feature
from botinstance.contract.command import Permission
from botinstance.contract.commands import COMMANDS
from scripts.lib import command_templates as templates
from scripts.lib.literals import NotThere, appended

ROOT = Path(__file__).resolve().parents[2]
TABLES = ROOT / "botinstance/contract/commands"
DRIVES = ROOT / "tests/botinstance/real/drives"
MANUAL = ROOT / "docs/commands.md"
LONGEST = 20  # characters of a name

Texts = dict[Path, str]


class Table(NamedTuple):
    """A file of rows. `section` is the folder of its commands' code, `family` the file's name."""

    path: Path
    section: str
    family: str

    @property
    def names(self) -> tuple[str, str]:
        """What its tuple of rows may be called."""
        return "COMMANDS", self.family.upper()


def main() -> None:
    if len(sys.argv) != 3:
        refuse("say the section and the name, as in: scripts/new-command fun greet")
    table, name = find_table(sys.argv[1]), checked(sys.argv[2])
    texts = made(table, name)
    for path, text in texts.items():
        path.write_text(text)
    run("ruff", "format", "--quiet", "--no-cache", *map(str, texts))
    MANUAL.write_bytes(run("botinstance.manual"))
    tell(name, [*texts, MANUAL])


def refuse(why: str) -> NoReturn:
    print(f"new-command: {why}", file=sys.stderr)
    sys.exit(2)


def run(module: str, *args: str) -> bytes:
    argv = [sys.executable, "-B", "-m", module, *args]
    return subprocess.run(argv, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout


def find_table(section: str) -> Table:
    """Of "fun", or of "group/talk" where a section has several."""
    first, _, family = section.partition("/")
    names = sorted(p.stem for p in TABLES.iterdir() if not p.name.startswith("_"))
    if first not in names:
        refuse(f"there is no section {first!r}; there are {', '.join(names)}")
    if not (TABLES / first).is_dir():
        if family:
            refuse(f"the section {first} has one table only: leave out /{family}")
        return Table(TABLES / f"{first}.py", first, first)
    families = sorted(p.stem for p in (TABLES / first).glob("*.py") if p.stem != "__init__")
    if family not in families:
        several = ", ".join(f"{first}/{one}" for one in families)
        refuse(f"the section {first} has several tables; say one of {several}")
    return Table(TABLES / first / f"{family}.py", first, family)


def checked(name: str) -> str:
    if not re.fullmatch(rf"[a-z0-9]{{1,{LONGEST}}}", name):
        refuse(f"a name is 1 to {LONGEST} of the letters a to z and the digits, not {name!r}")
    for command in COMMANDS:
        if name == command.name:
            refuse(f"there is a command {name} already, under {command.category}")
        if name in command.aliases:
            refuse(f"{name} is another word for the command {command.name}")
    return name


def made(table: Table, name: str) -> Texts:
    """All files that are new or change."""
    usual = name.isidentifier() and not keyword.iskeyword(name)
    module = name if usual else f"command_{name}"
    handler = ROOT / "botinstance/commands" / table.section / f"{module}.py"
    test = ROOT / "tests/botinstance/commands" / f"test_{name}.py"
    for path in (handler, test):
        if path.exists():
            there = path.relative_to(ROOT)
            refuse(f"there is a file {there} already: take another name, or add the row by hand")
    of, permission = usual_of(table)
    on, everybody = feature.defaults().get(of, True), permission is Permission.EVERYONE
    options = "" if of == feature.GENERAL else f'feature="{of}",'
    options += "" if everybody else f"permission=Permission.{permission.name},"
    words = {"name": name, "module": module, "section": table.section, "options": options}
    words |= templates.dressing(of, on, everybody)
    drives = drives_of(table)
    return {
        table.path: listed(table, templates.ROW.substitute(words)),
        handler: templates.HANDLER.substitute(words),
        test: templates.TEST.substitute(words),
        drives: driven(drives, words),
    }


def usual_of(table: Table) -> tuple[str, Permission]:
    """The feature and the permission that most commands of the table have."""
    where = table.path.relative_to(ROOT).with_suffix("")
    module = importlib.import_module(".".join(where.parts))
    rows = next((getattr(module, name) for name in table.names if hasattr(module, name)), ())
    features = Counter(command.feature for command in rows)
    permissions = Counter(command.permission for command in rows)
    usual = table.section if table.section in feature.NAMES else feature.GENERAL
    return (
        features.most_common(1)[0][0] if features else usual,
        permissions.most_common(1)[0][0] if permissions else Permission.EVERYONE,
    )


def drives_of(table: Table) -> Path:
    for name in (f"{table.section}_{table.family}", table.section):
        if (DRIVES / f"{name}.py").exists():
            return DRIVES / f"{name}.py"
    return DRIVES / f"{table.section}.py"


def listed(table: Table, row: str) -> str:
    """The table with one more row."""
    try:
        return appended(table.path.read_text(), table.names, row)
    except NotThere as error:
        refuse(f"in {table.path.relative_to(ROOT)} {error}: add the row by hand")


def driven(path: Path, words: dict[str, str]) -> str:
    """The file of drives with one more."""
    text = path.read_text() if path.exists() else templates.DRIVES.substitute(words)
    switched = words["switch"]
    entry = templates.SWITCHED_ENTRY if switched else templates.DRIVE
    drive = templates.SWITCHED.substitute(words) if switched else ""
    try:
        text = appended(text, ("DRIVES",), entry.substitute(words))
    except NotThere as error:
        refuse(f"in {path.relative_to(ROOT)} {error}: add the command by hand")
    return re.sub(r"^(?=DRIVES\b)", lambda _: drive, text, count=1, flags=re.MULTILINE)


def tell(name: str, paths: list[Path]) -> None:
    print("Made or added to:", *(f"  {path.relative_to(ROOT)}" for path in paths), sep="\n")
    print(
        f"Next: let {name} do what you want, say so in its row, its test and its drive, then run",
        f"  .venv/bin/python -m pytest tests/botinstance/commands -k {name}",
        f"  .venv/bin/python -m pytest tests/botinstance/real/test_every_command.py -k {name}",
        "  .venv/bin/python -m botinstance.manual > docs/commands.md",
        "  scripts/check",
        "docs/writing-commands.md tells the rest.",
        sep="\n",
    )


if __name__ == "__main__":
    main()
