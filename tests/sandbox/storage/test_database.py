from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sandbox.storage import Database, Lock, StateError, database
from tests.until import until

SCHEMA = "CREATE TABLE word (text TEXT)"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "words.db"


@pytest.fixture
def words(path: Path) -> Iterator[Database]:
    it = Database(path, SCHEMA, 1)
    yield it
    it.close()


def found(path: Path) -> list[str]:
    """What another process would see."""
    with closing(sqlite3.connect(path)) as connection:
        return [text for (text,) in connection.execute("SELECT text FROM word ORDER BY rowid")]


def test_a_transaction_is_written_as_a_whole_or_not_at_all(words: Database, path: Path) -> None:
    with words.transaction():
        words.many("INSERT INTO word VALUES (?)", [("one",), ("two",)])
        assert found(path) == []
    assert found(path) == ["one", "two"]
    with pytest.raises(sqlite3.Error), words.transaction():
        words.many("INSERT INTO word VALUES (?)", [("three",), ()])
    assert found(path) == ["one", "two"]
    with words.transaction():
        words.execute("INSERT INTO word VALUES (?)", ("four",))
    assert found(path) == ["one", "two", "four"]


def test_the_log_is_moved_into_the_file_meanwhile(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "EVERY", 0.01)
    with closing(Database(path, SCHEMA, 1)) as words:
        words.execute("INSERT INTO word VALUES (?)", ("something to be found",))
        until(lambda: b"something to be found" in path.read_bytes(), "the word in the file")


def test_only_its_owner_may_read_it(words: Database, path: Path) -> None:
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_folder_has_one_owner_at_a_time(tmp_path: Path) -> None:
    lock = Lock(tmp_path / "lock")
    with pytest.raises(StateError, match="another sandbox is running"):
        Lock(tmp_path / "lock")
    lock.release()
    Lock(tmp_path / "lock").release()


def test_an_owner_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    program = "import sys; from pathlib import Path; from sandbox.storage import Lock; "
    program += "it = Lock(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", program, str(tmp_path / "lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as owner:
        assert owner.stdout
        assert owner.stdout.readline() == b"held\n"
        with pytest.raises(StateError):
            Lock(tmp_path / "lock")
        owner.kill()
        owner.wait()
    Lock(tmp_path / "lock").release()
