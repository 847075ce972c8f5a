"""The hand that holds a phone: what a test does with it, without an event loop."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any, TypeVar

from sandbox.people.feed import Moment
from sandbox.people.history import Entry
from sandbox.people.media import Media
from sandbox.people.phone import Phone
from sandbox.wire.node import Node
from tests.sandbox.loopback import Loopback
from tests.until import until

T = TypeVar("T")


class Hand:
    def __init__(self, loopback: Loopback, phone: Phone) -> None:
        self._loopback = loopback
        self.phone = phone
        self.number = phone.number

    def scan(self, text: str) -> int:
        return self._loopback.wait(self.phone.scan(text))

    def enter_code(self, code: str) -> int:
        return self._loopback.wait(self.phone.enter_code(code))

    def unlink(self, device: int) -> None:
        self._loopback.run(self.phone.unlink, device)

    def send(
        self,
        to: str,
        text: str = "",
        media: Media | None = None,
        quoted: int | None = None,
        **more: Any,
    ) -> Entry:
        return self._loopback.wait(self.phone.send(to, text, media, quoted, **more))

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """What else the phone can: `hand.do(hand.phone.react(1, "👍"))`."""
        return self._loopback.wait(work)

    def felt(self, kind: str, **data: Any) -> Moment:
        """The first moment of this kind with these data, now or soon."""

        def fits(moment: Moment) -> bool:
            same = all(moment.data.get(key) == value for key, value in data.items())
            return moment.kind == kind and same

        def find() -> Moment | None:
            return next(filter(fits, self._loopback.run(self.phone.feed.since, 0)), None)

        found = until(find, f"a moment {kind} with {data}")
        assert found
        return found

    def last(self, kind: str) -> Moment:
        """The newest moment of this kind."""
        moments = self._loopback.run(self.phone.feed.since, 0)
        return next(moment for moment in reversed(moments) if moment.kind == kind)

    def overhear(self) -> list[Node]:
        """What reaches the phone from now on, as it comes."""
        came: list[Node] = []
        connection, handle = self.phone._connection, self.phone._connection._handle

        def overhear(node: Node) -> None:
            came.append(node)
            handle(node)

        connection._handle = overhear
        return came

    def get(self, stanza: Node) -> None:
        """The server delivers this stanza (again)."""
        self._loopback.run(self.phone._connection._deliver, stanza)

    def messages(self) -> list[Entry]:
        return self._loopback.run(self.phone.history.since, 0)

    def wait(self, **fields: Any) -> Entry:
        """The first message with these fields, now or soon."""
        found = until(lambda: self._find(fields), f"a message with {fields}")
        assert found
        return found

    def _find(self, fields: dict[str, Any]) -> Entry | None:
        fit = (e for e in self.messages() if all(getattr(e, k) == v for k, v in fields.items()))
        return next(fit, None)
