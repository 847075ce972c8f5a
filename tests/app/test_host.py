"""What the platform says of its host."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.db import db
from app.services import doctor, host
from app.services.host import Space


@pytest.fixture(autouse=True)
def _within_the_app(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def test_memory_is_what_programs_can_have(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    meminfo = tmp_path / "meminfo"
    meminfo.write_text(
        "MemTotal: 4000 kB\nMemFree: 100 kB\nMemAvailable: 3000 kB\nHugePages_Total: 0\n"
    )
    monkeypatch.setattr(host, "_MEMORY", meminfo)
    assert host.memory() == Space(4000 * 1024, 3000 * 1024)
    assert host.memory().percent == 25


def test_the_present_host_is_looked_at() -> None:
    found = host.look()
    assert 0 < found.memory.used < found.memory.total
    assert found.cores == os.cpu_count()
    assert 0 < found.bots.free < found.bots.total
    assert found.database_bytes is not None
    assert found.database_bytes > 0


def test_a_database_has_a_disk_of_its_own_only_where_it_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host, "BOTS", tmp_path)
    assert host.look().database is None
    monkeypatch.setattr(host, "BOTS", Path("/proc"))
    found = host.look().database
    assert found is not None
    assert found.total == host.disk(tmp_path).total


def test_what_the_database_has_not_yet_folded_in_counts(app: Flask) -> None:
    before = host.look().database_bytes
    file = Path(db.engine.url.database or "")
    wal = file.with_name(file.name + "-wal")
    with wal.open("ab") as more:
        more.write(b"x" * 4096)
    after = host.look().database_bytes
    assert before is not None
    assert after == before + 4096


def test_an_empty_disk_is_not_divided_by() -> None:
    assert Space(0, 0).percent == 0


def test_the_doctor_says_which_disk_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ill("disk") == ""
    full = Space(10**12, doctor.LEAST_FREE - 1)
    monkeypatch.setattr(host, "disk", lambda path: full)
    assert ill("disk").startswith("The disk of /opt has 499 MB left.")


def ill(part: str) -> str:
    """What the doctor says of that part; empty if it is well."""
    (found,) = [one for one in doctor.findings() if one.name == part]
    return found.ill.message if found.ill else ""
