"""scripts/new-command makes a command that works at once, or changes nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.botinstance.bots import ROOT

# a section of one table, a keyword, a digit first, a feature that is off, not for everybody
WISHES = (
    ("fun", "greetings"),
    ("group/talk", "import"),
    ("games", "9lives"),
    ("download", "fetchit"),
    ("owner", "masterly"),
    ("media/pictures", "paint"),
)
DRIVEN = ("fun", "group", "games", "download", "owner", "media_pictures")
NAMES = [name for _, name in WISHES]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As much of the project as the script, lint and these tests need."""
    root = tmp_path_factory.mktemp("tree")
    ignored = shutil.ignore_patterns("__pycache__", "node_modules", "sandbox", "app")
    for name in ("botinstance", "scripts", "tests"):
        shutil.copytree(ROOT / name, root / name, ignore=ignored)
    (root / "docs").mkdir()
    for name in ("docs/commands.md", "pyproject.toml"):
        shutil.copy(ROOT / name, root / name)
    return root


@pytest.fixture(scope="module")
def changed(tree: Path) -> set[str]:
    """What the script has made or changed there to fulfil the wishes."""
    before = files(tree)
    for section, name in WISHES:
        done = new_command(tree, section, name)
        assert done.returncode == 0, done.stderr
        assert f"  botinstance/commands/{section.partition('/')[0]}/" in done.stdout
    after = files(tree)
    return {str(p.relative_to(tree)) for p in after if after[p] != before.get(p)}


@pytest.fixture(scope="module")
def grown(tree: Path, changed: set[str]) -> Path:
    """The tree with the commands wished for."""
    return tree


def new_command(tree: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """What scripts/new-command starts when all is installed."""
    return python(tree, "scripts.lib.new_command", *args)


def python(tree: Path, module: str, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-B", "-m", module, *args],
        cwd=tree,
        env={k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "UBOT_"))},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def files(tree: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in tree.rglob("*") if path.is_file()}


def test_what_it_makes_is_in_form(grown: Path, changed: set[str]) -> None:
    code = [name for name in changed if name.endswith(".py")]
    for check in (["check"], ["format", "--check"]):
        done = python(grown, "ruff", *check, "--no-cache", *code)
        assert done.returncode == 0, done.stdout


def test_it_makes_code_and_a_test_and_changes_tables(changed: set[str]) -> None:
    assert changed == {
        *(f"tests/botinstance/commands/test_{name}.py" for name in NAMES),
        "botinstance/commands/fun/greetings.py",
        "botinstance/commands/group/command_import.py",
        "botinstance/commands/games/command_9lives.py",
        "botinstance/commands/download/fetchit.py",
        "botinstance/commands/owner/masterly.py",
        "botinstance/commands/media/paint.py",
        *(f"botinstance/contract/commands/{section}.py" for section, _ in WISHES),
        *(f"tests/botinstance/real/drives/{section}.py" for section in DRIVEN),
        "docs/commands.md",
    }


def test_what_it_makes_works(grown: Path) -> None:
    folder = "tests/botinstance/commands/"
    tests = [f"{folder}test_{name}.py" for name in NAMES]
    tests += [f"{folder}test_examples.py::test_the_example_gives_the_answer[{n}]" for n in NAMES]
    tests += ["tests/botinstance/test_commands.py", "tests/botinstance/test_manual.py"]
    done = python(grown, "pytest", "-q", *tests)
    assert done.returncode == 0, done.stdout


def test_each_has_a_drive(grown: Path) -> None:
    code = "from tests.botinstance.real.drives import all_drives; print(*all_drives())"
    argv = [sys.executable, "-B", "-c", code]
    said = subprocess.run(argv, cwd=grown, capture_output=True, text=True, check=True).stdout
    assert set(NAMES) <= set(said.split())


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["fun", "ping"], "there is a command ping already, under General"),
        (["fun", "s"], "s is another word for the command sticker"),
        (["fun", "greetings"], "there is a command greetings already"),
        (["fun", "Greet"], "of the letters a to z and the digits, not 'Greet'"),
        (["fun", "greet me"], "of the letters a to z and the digits"),
        (["fun", "../greet"], "of the letters a to z and the digits"),
        (["fun", "grüße"], "of the letters a to z and the digits"),
        (["fun", ""], "of the letters a to z and the digits"),
        (["fun", "g" * 21], "a name is 1 to 20 of"),
        (["fun", "lists"], "there is a file botinstance/commands/fun/lists.py already"),
        (["nowhere", "greet"], "there is no section 'nowhere'; there are ai, custom, "),
        (["__init__", "greet"], "there is no section"),
        (["../fun", "greet"], "there is no section"),
        (["", "greet"], "there is no section"),
        (["group", "greet"], "several tables; say one of group/members, group/settings, "),
        (["group/__init__", "greet"], "several tables; say one of group/members"),
        (["fun/talk", "greet"], "the section fun has one table only"),
        (["fun"], "say the section and the name, as in: scripts/new-command fun greet"),
        ([], "say the section and the name"),
        (["fun", "greet", "me"], "say the section and the name"),
    ],
)
def test_what_it_cannot_do_changes_nothing(grown: Path, args: list[str], words: str) -> None:
    before = files(grown)
    done = new_command(grown, *args)
    assert done.returncode == 2
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1, "one sentence"
    assert files(grown) == before


def test_a_table_that_is_worked_out_is_left_to_people(grown: Path) -> None:
    table = grown / "botinstance/contract/commands/text.py"
    before = table.read_text()
    table.write_text(before.replace("\nCOMMANDS = (", "\n_ROWS = (") + "\nCOMMANDS = _ROWS + ()\n")
    kept = files(grown)
    done = new_command(grown, "text", "greet")
    assert (done.returncode, files(grown) == kept) == (2, True)
    assert "text.py nothing called COMMANDS or TEXT is plainly written out" in done.stderr
    table.write_text(before)
