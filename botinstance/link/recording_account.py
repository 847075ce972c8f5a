"""An Account that is nobody's and remembers what it was asked to do: for tests of commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence


class RecordingAccount:
    """An account of which nobody else is told anything but what is put here: `ids` by number,
    `names`, pictures and `abouts` by id."""

    def __init__(self, fail: Callable[[], None]) -> None:
        self._fail = fail
        self.ids: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.pictures: dict[str, bytes] = {}
        self.abouts: dict[str, str] = {}
        self.blocklist: list[str] = []
        self.joined = [("1203630001@g.us", "Friends")]
        self.done: list[tuple[object, ...]] = []  # what was asked for, as (verb, what)

    def id_of(self, phone: str) -> str:
        self._fail()
        return self.ids.get(phone, "")

    def phone_of(self, person: str) -> str:
        return next((phone for phone, id in self.ids.items() if id == person), "")

    def name_of(self, person: str) -> str:
        return self.names.get(person, "")

    def picture_of(self, person: str) -> bytes:
        self._fail()
        return self.pictures.get(person, b"")

    def about_of(self, person: str) -> str:
        self._fail()
        return self.abouts.get(person, "")

    def block(self, person: str, on: bool) -> None:
        self._do("block" if on else "unblock", person)
        self.blocklist = [it for it in self.blocklist if it != person] + [person] * on

    def blocked(self) -> Sequence[str]:
        self._fail()
        return self.blocklist

    def join(self, link: str) -> str:
        self._do("join", link)
        return "1203630002@g.us"

    def groups(self) -> Sequence[tuple[str, str]]:
        self._fail()
        return self.joined

    def rename(self, name: str) -> None:
        self._do("rename", name)

    def describe(self, about: str) -> None:
        self._do("describe", about)

    def show_picture(self, jpeg: bytes) -> None:
        self._do("picture", jpeg)

    def reject_call(self, caller: str, call_id: str) -> None:
        self._do("reject", caller, call_id)

    def _do(self, *what: object) -> None:
        self._fail()
        self.done.append(what)
