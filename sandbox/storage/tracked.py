"""A dict that can say which of its entries are not written down."""

from __future__ import annotations

from collections import UserDict
from collections.abc import Hashable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Tracked(UserDict[K, V]):
    """Oldest first. Who changes a value in place says so with `touch`."""

    def __init__(self) -> None:
        self.changed: dict[K, None] = {}  # keys, also of what is gone, in the order of the change
        super().__init__()

    def __setitem__(self, key: K, value: V) -> None:
        self.data[key] = value
        self.touch(key)

    def __delitem__(self, key: K) -> None:
        del self.data[key]
        self.touch(key)

    def touch(self, key: K) -> None:
        self.changed.pop(key, None)
        self.changed[key] = None

    def drop_oldest(self) -> None:
        del self[next(iter(self.data))]

    def restore(self, key: K, value: V) -> None:
        """As it was written."""
        self.data[key] = value
