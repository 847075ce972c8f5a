"""A list of a device's that grows and shrinks: in order, each value with a row in the store."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

if TYPE_CHECKING:
    from sandbox.server.accounts import Device

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

Table = Literal["waiting", "seen"]


class Rows(Generic[K, V]):
    """Values by key, oldest first; remembers what of it is not written down yet."""

    def __init__(self, owner: Device, table: Table) -> None:
        self.owner = owner
        self.table = table
        self.fresh: dict[int, V] = {}  # to be written, by place
        self.gone: set[int] = set()  # places, to be deleted
        self._values: dict[K, tuple[int, V]] = {}
        self._next = 1

    def __contains__(self, key: K) -> bool:
        return key in self._values

    def __len__(self) -> int:
        return len(self._values)

    def values(self) -> Iterable[V]:
        return (value for _, value in self._values.values())

    def put(self, key: K, value: V) -> None:
        """At the end, instead of what has this key."""
        self.drop(key)
        place, self._next = self._next, self._next + 1
        self._values[key] = place, value
        self.fresh[place] = value
        self.owner.account.changed(self)

    def drop(self, key: K) -> None:
        if key not in self._values:
            return
        place, _ = self._values.pop(key)
        if self.fresh.pop(place, None) is None:
            self.gone.add(place)
        self.owner.account.changed(self)

    def drop_oldest(self) -> None:
        self.drop(next(iter(self._values)))

    def restore(self, place: int, key: K, value: V) -> None:
        """As it was written; places come in order."""
        self._values[key] = place, value
        self._next = place + 1

    def written(self) -> None:
        self.fresh.clear()
        self.gone.clear()
