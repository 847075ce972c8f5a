"""The credentials have one owner, and can be looked at without the library."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from botinstance.link.protocol import Own
from botinstance.link.store import Store, StoreBusy

Fill = Callable[..., None]


@pytest.fixture
def fill(tmp_path: Path) -> Fill:
    """Writes what whatsmeow would have written."""

    def write(*values: str) -> None:
        with closing(sqlite3.connect(tmp_path / "wa.db")) as db, db:
            db.execute("CREATE TABLE whatsmeow_device (jid, lid, push_name)")
            db.execute("INSERT INTO whatsmeow_device VALUES (?, ?, ?)", values)

    return write


def test_it_works(tmp_path: Path, fill: Fill) -> None:
    fill("15550009:3@s.whatsapp.net", "915550009:3@lid", "Smith, Alice")
    assert Store(tmp_path).own() == Own("15550009", "915550009@lid", 3, "Smith, Alice")


def test_an_account_without_lid_and_name_is_one(tmp_path: Path, fill: Fill) -> None:
    fill("15550009:3@s.whatsapp.net", "", "")
    assert Store(tmp_path).own() == Own("15550009", "", 3, "")


def test_a_new_store_is_not_linked(tmp_path: Path) -> None:
    assert Store(tmp_path).own() is None


def test_a_store_killed_at_birth_is_not_linked(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "wa.db")) as db, db:
        db.execute("CREATE TABLE whatsmeow_version (version)")
    assert Store(tmp_path).own() is None


def test_it_has_one_owner(tmp_path: Path) -> None:
    with Store(tmp_path).owned(), pytest.raises(StoreBusy):  # noqa: SIM117
        with Store(tmp_path).owned(wait=0.1):
            pass


def test_it_can_be_owned_again(tmp_path: Path) -> None:
    for _ in range(2):
        with Store(tmp_path).owned(wait=0):
            pass
