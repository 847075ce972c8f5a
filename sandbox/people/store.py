"""The phones on disk: whatever of them must not be forgotten, in one file.

A phone writes down what has changed before it says anything: it never uses a key twice, and what
it has acknowledged it has. What is small is written whole when it is not what it was; what is
long, entry by entry (`Tracked`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from sandbox.people.history import Entry
from sandbox.people.letter import Letter
from sandbox.people.media import Media
from sandbox.people.memory import Memory, Sent
from sandbox.people.signal.prekeys import PreKeys
from sandbox.people.signal.sender_key import TheirSenderKey
from sandbox.people.signal.state import State
from sandbox.storage import Database, Tracked, pack, pack_each, unpack, unpack_each

VERSION = 1
SCHEMA = """
CREATE TABLE phone (number TEXT UNIQUE);
CREATE TABLE part (number TEXT, name TEXT, record BLOB, PRIMARY KEY (number, name)) WITHOUT ROWID;
CREATE TABLE item (number TEXT, list TEXT, key BLOB, record BLOB, UNIQUE (number, list, key));
CREATE TABLE entry (number TEXT, id INTEGER, record BLOB, media BLOB,
    PRIMARY KEY (number, id)) WITHOUT ROWID;
"""
PREKEYS = "prekeys"  # a part beside the fields of a memory

_encode = msgspec.msgpack.Encoder().encode


class _List(NamedTuple):
    """A Tracked of a memory."""

    find: Callable[[Memory], Tracked[Any, Any]]
    key: msgspec.msgpack.Decoder[Hashable]
    value: msgspec.msgpack.Decoder[Any]


def _list(find: Callable[[Memory], Tracked[Any, Any]], key: Any, value: Any) -> _List:
    return _List(find, msgspec.msgpack.Decoder(key), msgspec.msgpack.Decoder(value))


LISTS = {
    "session": _list(lambda memory: memory.sessions.states, str, list[State]),
    "sender key": _list(
        lambda memory: memory.sender_keys.known, tuple[str, str, int], TheirSenderKey
    ),
    "sent": _list(lambda memory: memory.sent, str, Sent),
    "seen": _list(lambda memory: memory.seen, str, int),
    "opened": _list(lambda memory: memory.opened, str, Letter),
}


class Store:
    """A database, and beside it a folder for the files that messages brought.

    Everything is written at once, in the caller's thread: that takes tens of microseconds, and
    about a millisecond for a megabyte of a file.
    """

    def __init__(self, path: Path) -> None:
        """Raises StateError for a file that cannot be used."""
        self._database = Database(path, SCHEMA, VERSION)
        self._files = path.with_name(f"{path.stem}-media")
        self._files.mkdir(0o700, exist_ok=True)
        self._closed = False
        # What is written, by number.
        self._parts: dict[str, dict[str, bytes]] = {}
        self._lists: dict[str, dict[str, Tracked[Any, Any]]] = {}

    def close(self) -> None:
        """Whatever happens now is not kept."""
        self._closed = True
        self._database.close()

    def load(self) -> list[Memory]:
        """All phones that there are, in the order in which they were made."""
        rows = self._database.execute("SELECT number FROM phone ORDER BY rowid").fetchall()
        return [self._load(number) for (number,) in rows]

    def settle(self, memory: Memory) -> None:
        """Writes down what has changed. Raises sqlite3.Error where the disk is full or gone; then
        it is still to be written."""
        if self._closed:
            return
        known = self._parts.get(memory.number, {})
        parts = {name: data for name, data in _parts(memory).items() if known.get(name) != data}
        lists = [name for name in LISTS if self._is_new(memory, name)]
        entries = memory.history.entries
        if not (parts or lists or entries.changed):
            return
        self._write(memory, parts, lists)
        self._parts[memory.number] = known | parts
        self._note_lists(memory)
        for tracked in (entries, *self._lists[memory.number].values()):
            tracked.changed.clear()

    def _is_new(self, memory: Memory, name: str) -> bool:
        tracked = LISTS[name].find(memory)
        return bool(tracked.changed) or not self._is_known(memory, name)

    def _is_known(self, memory: Memory, name: str) -> bool:
        """Whether what is written is of this very list: a phone may have begun another."""
        return self._lists.get(memory.number, {}).get(name) is LISTS[name].find(memory)

    def _note_lists(self, memory: Memory) -> None:
        self._lists[memory.number] = {name: it.find(memory) for name, it in LISTS.items()}

    def _write(self, memory: Memory, parts: dict[str, bytes], lists: list[str]) -> None:
        number = memory.number
        with self._database.transaction():
            self._database.execute("INSERT OR IGNORE INTO phone VALUES (?)", (number,))
            self._database.many(
                "INSERT OR REPLACE INTO part VALUES (?, ?, ?)",
                ((number, name, data) for name, data in parts.items()),
            )
            for name in lists:
                self._write_list(memory, name)
            for key in memory.history.entries.changed:
                self._write_entry(memory, key)

    def _write_list(self, memory: Memory, name: str) -> None:
        number, tracked = memory.number, LISTS[name].find(memory)
        changed = tracked.changed
        if not self._is_known(memory, name):
            self._database.execute(
                "DELETE FROM item WHERE number = ? AND list = ?", (number, name)
            )
            changed = dict.fromkeys(tracked)
        self._database.many(
            "DELETE FROM item WHERE number = ? AND list = ? AND key = ?",
            ((number, name, _encode(key)) for key in changed if key not in tracked),
        )
        self._database.many(
            "INSERT INTO item VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET record = excluded.record",
            (
                (number, name, _encode(key), _encode(tracked[key]))
                for key in changed
                if key in tracked
            ),
        )

    def _write_entry(self, memory: Memory, key: int) -> None:
        """What a message brought never changes: its file is written once."""
        entry, where = memory.history.entries.get(key), (memory.number, key)
        if entry is None:
            self._database.execute("DELETE FROM entry WHERE number = ? AND id = ?", where)
            self._file(*where).unlink(missing_ok=True)
            return
        record = pack(entry)
        update = "UPDATE entry SET record = ? WHERE number = ? AND id = ?"
        if not self._database.execute(update, (record, *where)).rowcount:
            if entry.media:
                self._file(*where).write_bytes(entry.media.data)
            media = pack(entry.media) if entry.media else None
            insert = "INSERT INTO entry VALUES (?, ?, ?, ?)"
            self._database.execute(insert, (*where, record, media))

    def _file(self, number: str, key: int) -> Path:
        return self._files / f"{number}-{key}"

    def _load(self, number: str) -> Memory:
        ask = self._database.execute
        parts = dict(ask("SELECT name, record FROM part WHERE number = ?", (number,)).fetchall())
        memory = unpack_each(Memory, parts)
        memory.sessions.prekeys = unpack(PreKeys, parts[PREKEYS])
        for name, it in LISTS.items():
            tracked = it.find(memory)
            items = "SELECT key, record FROM item WHERE number = ? AND list = ? ORDER BY rowid"
            for key, record in ask(items, (number, name)):
                tracked.restore(it.key.decode(key), it.value.decode(record))
        entries = "SELECT record, media FROM entry WHERE number = ? ORDER BY id"
        for record, media in ask(entries, (number,)):
            entry = unpack(Entry, record)
            if media:
                data = self._file(number, entry.id).read_bytes()
                entry.media = unpack(Media, media, data=data)
            memory.history.restore(entry)
        self._parts[number] = parts
        self._note_lists(memory)
        return memory


def _parts(memory: Memory) -> dict[str, bytes]:
    return pack_each(memory) | {PREKEYS: pack(memory.sessions.prekeys)}
