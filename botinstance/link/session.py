"""The link of a running bot: a client whose events are told in plain words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from neonize.events import (
    ConnectedEv,
    DisconnectedEv,
    GroupInfoEv,
    KeepAliveRestoredEv,
    KeepAliveTimeoutEv,
    MessageEv,
)

from botinstance.contract.exits import Exit
from botinstance.link.client import Client
from botinstance.link.ending import ENDINGS
from botinstance.link.message import convert, jid, load
from botinstance.link.protocol import Message, Own
from botinstance.link.store import Store
from botinstance.link.whatsapp import WhatsApp


class Listener(Protocol):
    """Called on Go's event thread, one at a time, in order: return soon."""

    def connected(self) -> None: ...

    def disconnected(self) -> None:
        """It reconnects by itself."""

    def silent(self) -> None:
        """A keepalive was not answered."""

    def heard_again(self) -> None: ...

    def ended(self, exit: Exit, reason: str) -> None:
        """It will not come back; stop the session."""

    def message(self, message: Message) -> None: ...


class Session:
    def __init__(
        self, store: Store, own: Own, listener: Listener, sent: Callable[[], None]
    ) -> None:
        """`sent` is called after each message that WhatsApp has taken. Raises LoopbackError."""
        self._own, self._listener = own, listener
        self._client = Client(store)
        self.link = WhatsApp(self._client, own, sent)
        self.connect, self.stop, self.alive = (
            self._client.connect,
            self._client.stop,
            self._client.alive,
        )
        self._subscribe()

    def load(self, raw: bytes) -> Message | None:
        """The message that `Message.raw` has kept."""
        return load(raw, self._own, self._client.phone_of)

    def _subscribe(self) -> None:
        on, listener = self._client.on, self._listener
        on(ConnectedEv, lambda _: listener.connected())
        on(DisconnectedEv, lambda _: listener.disconnected())
        on(KeepAliveTimeoutEv, lambda _: listener.silent())
        on(KeepAliveRestoredEv, lambda _: listener.heard_again())
        on(GroupInfoEv, lambda event: self.link.forget_members(jid(event.JID)))
        on(MessageEv, self._message)
        for kind, (exit, words) in ENDINGS.items():
            on(kind, _ending(listener, exit, words))

    def _message(self, event: Any) -> None:
        message = convert(event, self._own, self._client.phone_of)
        if message:
            self._listener.message(message)


def _ending(listener: Listener, exit: Exit, words: Callable[[Any], str]) -> Callable[[Any], None]:
    return lambda event: listener.ended(exit, words(event))
