"""What outlives the process: a database that is opened safely, and dataclasses as bytes."""

from sandbox.storage.database import Database, Lock, StateError
from sandbox.storage.records import TRANSIENT, pack, pack_each, unpack, unpack_each
from sandbox.storage.tracked import Tracked

__all__ = [
    "TRANSIENT",
    "Database",
    "Lock",
    "StateError",
    "Tracked",
    "pack",
    "pack_each",
    "unpack",
    "unpack_each",
]
