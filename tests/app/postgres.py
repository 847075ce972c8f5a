"""A PostgreSQL cluster of the tests' own: in a temporary folder, on a Unix socket only."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg


class Cluster:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(f"host={self._folder} user=postgres", autocommit=True)

    def new_database(self, template: str = "template1") -> str:
        """The name of a new, private database."""
        name = f"t{uuid.uuid4().hex}"
        with self._connect() as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    def drop_database(self, name: str) -> None:
        with self._connect() as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self._folder}"


def _tool(name: str) -> str:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    assert found, "PostgreSQL is not installed: apt-get install postgresql"
    return str(found[-1])


def _run(*command: str) -> None:
    """As user postgres where we are root, which PostgreSQL refuses to be."""
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*as_user, *command], cwd="/", capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@contextmanager
def cluster() -> Iterator[Cluster]:
    folder = Path(tempfile.mkdtemp(prefix="ubot-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data = str(folder / "data")
    options = f"-c listen_addresses= -k {folder} -c fsync=off -c max_connections=100"
    try:
        _run(_tool("initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N")
        log = str(folder / "log")
        _run(_tool("pg_ctl"), "-D", data, "-l", log, "-o", options, "-w", "start")
        try:
            yield Cluster(folder)
        finally:
            _run(_tool("pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder)
