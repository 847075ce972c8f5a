"""The network on disk: who there is, what they keep here, and what still waits for them.

Changes are noted as they happen and written in one transaction, at the latest before anything
leaves the server: what a sender was told, and whatever came of it, is on disk.
"""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Any

import msgspec

from sandbox.server.accounts import Account, Device
from sandbox.server.groups import Group, Groups
from sandbox.server.restore import restore
from sandbox.server.rows import Rows
from sandbox.server.service import Service
from sandbox.storage import Database, pack

log = logging.getLogger(__name__)

VERSION = 1
SCHEMA = """
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE account (number TEXT PRIMARY KEY, record BLOB) WITHOUT ROWID;
CREATE TABLE patch (number TEXT, collection TEXT, version INTEGER, patch BLOB,
    PRIMARY KEY (number, collection, version)) WITHOUT ROWID;
CREATE TABLE device (number TEXT, device INTEGER, record BLOB, keys BLOB,
    PRIMARY KEY (number, device)) WITHOUT ROWID;
CREATE TABLE prekey (number TEXT, device INTEGER, id BLOB, value BLOB,
    UNIQUE (number, device, id));
CREATE TABLE waiting (number TEXT, device INTEGER, place INTEGER, value BLOB,
    PRIMARY KEY (number, device, place)) WITHOUT ROWID;
CREATE TABLE seen (number TEXT, device INTEGER, place INTEGER, value BLOB,
    PRIMARY KEY (number, device, place)) WITHOUT ROWID;
CREATE TABLE chat (id TEXT PRIMARY KEY, record BLOB) WITHOUT ROWID;
"""
OF_A_DEVICE = ("device", "prekey", "waiting", "seen")

_encode = msgspec.msgpack.Encoder().encode


class Store:
    """A Ledger in a file; it belongs to the event loop that it was made on, and writes there: a
    transaction takes tens of microseconds."""

    def __init__(self, path: Path) -> None:
        """Raises StateError for a file that cannot be used."""
        self.database = Database(path, SCHEMA, VERSION)
        self._loop = asyncio.get_running_loop()
        self._groups = Groups()
        self._closed = False
        self._changed: dict[Any, None] = {}  # in the order of the first change
        # What of the longer lists is written; a list that is not named here is written anew.
        self._prekeys: dict[Device, dict[bytes, bytes]] = {}
        self._patches: dict[Account, dict[str, int]] = {}

    def serve(self, service: Service) -> None:
        """Brings back what is written into a service that is new, and keeps what becomes of it."""
        restore(self.database, service)
        self._groups = service.groups

    def close(self) -> None:
        """Whatever happens now is not kept."""
        self.settle()
        self._closed = True
        self.database.close()

    def setting(self, name: str, default: str) -> str:
        """What was said when it was first asked for."""
        self.database.execute("INSERT OR IGNORE INTO setting VALUES (?, ?)", (name, default))
        row = self.database.execute("SELECT value FROM setting WHERE name = ?", (name,))
        return str(row.fetchone()[0])

    def changed(self, record: object) -> None:
        """`record` is an Account, a Device, Rows of one, or a Group."""
        if self._closed:
            return
        if not self._changed:
            self._loop.call_soon(self.settle)  # where nothing leaves because of it
        self._changed[record] = None

    def settle(self) -> None:
        """Raises sqlite3.Error where the disk is full or gone; then all is still to be written."""
        if not self._changed:
            return
        try:
            with self.database.transaction():
                for record in self._changed:
                    self._write(record)
        except BaseException as error:
            log.error(
                "the network cannot be written down, and stands still until it can: %s", error
            )
            self._prekeys.clear()
            self._patches.clear()
            raise
        written, self._changed = self._changed, {}
        for record in written:
            if isinstance(record, Rows):
                record.written()

    def _write(self, record: object) -> None:
        match record:
            case Rows():
                self._write_rows(record)
            case Device():
                self._write_device(record)
            case Account():
                self._write_account(record)
            case Group():
                self._write_group(record)
            case _:
                raise TypeError(f"a {type(record).__name__} is not kept")

    def _write_rows(self, rows: Rows[Any, Any]) -> None:
        if not rows.owner.listed:
            return
        key = _key(rows.owner)
        if rows.gone:
            self.database.many(
                f"DELETE FROM {rows.table} WHERE number = ? AND device = ? AND place = ?",
                ((*key, place) for place in rows.gone),
            )
        if rows.fresh:
            self.database.many(
                f"INSERT INTO {rows.table} VALUES (?, ?, ?, ?)",
                ((*key, place, _encode(value)) for place, value in rows.fresh.items()),
            )

    def _write_device(self, device: Device) -> None:
        if not device.listed:
            self._forget(device)
            return
        keys = pack(device.keys) if device.keys else None
        self._put("device", *_key(device), pack(device), keys)
        self._write_prekeys(device, device.keys.once if device.keys else {})

    def _write_prekeys(self, device: Device, once: dict[bytes, bytes]) -> None:
        """Devices have hundreds: only what is new, and what has been taken."""
        key, written = _key(device), self._prekeys.get(device)
        if written is None:
            self._execute("DELETE FROM prekey WHERE number = ? AND device = ?", *key)
            written = {}
        self.database.many(
            "DELETE FROM prekey WHERE number = ? AND device = ? AND id = ?",
            ((*key, name) for name in written if name not in once),
        )
        fresh = {name: it for name, it in once.items() if written.get(name) is not it}
        self.database.many(
            "INSERT OR REPLACE INTO prekey VALUES (?, ?, ?, ?)",
            ((*key, name, it) for name, it in fresh.items()),
        )
        self._prekeys[device] = dict(once)

    def _forget(self, device: Device) -> None:
        """Unless another device has its number by now, what is written is its."""
        self._prekeys.pop(device, None)
        if device.number not in device.account.devices:
            key = _key(device)
            for table in OF_A_DEVICE:
                self._execute(f"DELETE FROM {table} WHERE number = ? AND device = ?", *key)

    def _write_account(self, account: Account) -> None:
        self._put("account", account.number, pack(account))
        written = self._patches.setdefault(account, {})
        for collection, patches in account.patches.items():
            first = written.get(collection, 0)
            self.database.many(
                "INSERT OR REPLACE INTO patch VALUES (?, ?, ?, ?)",
                (
                    (account.number, collection, version, patch)
                    for version, patch in enumerate(patches[first:], first + 1)
                ),
            )
            written[collection] = len(patches)

    def _write_group(self, group: Group) -> None:
        if self._groups.find(group.jid) is group:
            self._put("chat", group.id, pack(group))
        else:
            self._execute("DELETE FROM chat WHERE id = ?", group.id)

    def _put(self, table: str, *values: object) -> None:
        marks = ", ".join("?" * len(values))
        self._execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", *values)

    def _execute(self, statement: str, *values: Any) -> None:
        self.database.execute(statement, values)


def _key(device: Device) -> tuple[str, int]:
    return device.account.number, device.number
