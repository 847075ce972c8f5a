"""How this host is: its memory, its load, and the disks that the platform writes to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from app.db import db
from app.runtime import settings

BOTS = Path("/opt")  # where the folders of the bots are
_MEMORY = Path("/proc/meminfo")


@dataclass(frozen=True)
class Space:
    """Bytes of a disk, or of memory."""

    total: int
    free: int

    @property
    def used(self) -> int:
        return self.total - self.free

    @property
    def percent(self) -> int:
        """How full it is."""
        return round(100 * self.used / self.total) if self.total else 0


@dataclass(frozen=True)
class Host:
    """`load` is how many tasks wanted to run, over the last minute. A database on the disk of
    the bots has none of its own, nor has one on another host."""

    memory: Space
    load: float
    cores: int
    bots: Space
    database: Space | None
    database_bytes: int | None


def look() -> Host:
    folder = _folder_of_database()
    apart = folder is not None and folder.stat().st_dev != BOTS.stat().st_dev
    return Host(
        memory=memory(),
        load=os.getloadavg()[0],
        cores=os.cpu_count() or 1,
        bots=disk(BOTS),
        database=disk(folder) if folder and apart else None,
        database_bytes=_size_of_database(),
    )


def memory() -> Space:
    """What programs may still have counts as free, though the kernel caches files in it."""
    pairs = (line.split(":", 1) for line in _MEMORY.read_text().splitlines())
    kibibytes = {name: int(value.split()[0]) for name, value in pairs}
    return Space(kibibytes["MemTotal"] * 1024, kibibytes["MemAvailable"] * 1024)


def disk(path: Path) -> Space:
    """Of it, `free` is what a user other than root may still write."""
    said = os.statvfs(path)
    return Space(said.f_blocks * said.f_frsize, said.f_bavail * said.f_frsize)


def disks() -> Iterator[tuple[Path, Space]]:
    """The disks that may become too full: of the bots, and of the database."""
    yield BOTS, disk(BOTS)
    folder = _folder_of_database()
    if folder:
        yield folder, disk(folder)


def _database() -> Path | None:
    """The file of the database, or None where it is a server's."""
    url = make_url(settings().database_url)
    return Path(url.database) if url.drivername == "sqlite" and url.database else None


def _folder_of_database() -> Path | None:
    file = _database()
    return file.parent if file and file.parent.is_dir() else None


def _size_of_database() -> int | None:
    """Bytes, or None if that cannot be told."""
    file = _database()
    if file:
        parts = (file, file.with_name(file.name + "-wal"))
        return sum(part.stat().st_size for part in parts if part.exists())
    try:
        size = db.session.scalar(text("SELECT pg_database_size(current_database())"))
    except SQLAlchemyError:
        db.session.rollback()
        return None
    return int(size) if size else None
