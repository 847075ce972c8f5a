"""Groups that nobody is in and that remember what was asked of them: for tests of commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from botinstance.link.group import Change, Group, Member, Outcome
from botinstance.link.protocol import LinkError


class RecordingGroups:
    """`errors` is WhatsApp's code for each person with whom a change fails; `refuse` makes the
    changes fail as a whole, and nothing else."""

    def __init__(self, members: Callable[[], Sequence[Member]], fail: Callable[[], None]) -> None:
        self._members, self._fail = members, fail
        self.group = Group("1203630001@g.us", "Friends")
        self.errors: dict[str, int] = {}
        self.refuse = False
        self.done: list[tuple[object, ...]] = []  # what was asked for, as (verb, what)

    def info(self, chat: str) -> Group:
        self._fail()
        return replace(self.group, members=self._members())

    def change(self, chat: str, people: Sequence[str], change: Change) -> Sequence[Outcome]:
        self._do(change.value, *people)
        return [Outcome(person, self.errors.get(person, 0)) for person in people]

    def rename(self, chat: str, name: str) -> None:
        self._do("rename", name)

    def describe(self, chat: str, text: str) -> None:
        self._do("describe", text)

    def announce(self, chat: str, on: bool) -> None:
        self._do("announce", on)

    def lock(self, chat: str, on: bool) -> None:
        self._do("lock", on)

    def show_picture(self, chat: str, jpeg: bytes) -> None:
        self._do("picture", jpeg)

    def disappear(self, chat: str, seconds: int) -> None:
        self._do("disappear", seconds)

    def invite_link(self, chat: str, renew: bool = False) -> str:
        self._do("link", renew)
        return "https://chat.whatsapp.com/NEW" if renew else "https://chat.whatsapp.com/CODE"

    def leave(self, chat: str) -> None:
        self._do("leave")

    def _do(self, *what: object) -> None:
        self._fail()
        if self.refuse:
            raise LinkError("info query returned status 403: forbidden")
        self.done.append(what)
