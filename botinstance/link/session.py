"""The link of a running bot: a client whose events are told in plain words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from neonize.events import (
    CallOfferEv,
    ConnectedEv,
    DisconnectedEv,
    GroupInfoEv,
    JoinedGroupEv,
    KeepAliveRestoredEv,
    KeepAliveTimeoutEv,
    MessageEv,
)

from botinstance.contract.exits import Exit
from botinstance.link import happenings
from botinstance.link.client import Client
from botinstance.link.ending import ENDINGS
from botinstance.link.happening import Happening
from botinstance.link.message import convert, jid
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

    def happened(self, happening: Happening) -> None:
        """Something else in a chat. The same one may be told again, with the same id."""


class Session:
    def __init__(
        self, store: Store, own: Own, listener: Listener, before: Callable[[str], None],
        sent: Callable[[], None],
    ) -> None:  # fmt: skip
        """`before` is called with the chat before each message, and may raise LinkError; `sent`
        after each that WhatsApp has taken. Raises LoopbackError."""
        self._own, self._listener = own, listener
        self._client = Client(store)
        self.link = WhatsApp(self._client, own, before, sent)
        self.connect, self.stop, self.alive = (
            self._client.connect,
            self._client.stop,
            self._client.alive,
        )
        self.load = self.link.load
        self._subscribe()

    def _subscribe(self) -> None:
        on, listener = self._client.on, self._listener
        on(ConnectedEv, lambda _: listener.connected())
        on(DisconnectedEv, lambda _: listener.disconnected())
        on(KeepAliveTimeoutEv, lambda _: listener.silent())
        on(KeepAliveRestoredEv, lambda _: listener.heard_again())
        on(GroupInfoEv, self._group)
        on(JoinedGroupEv, self._joined)
        on(MessageEv, self._message)
        on(CallOfferEv, self._call)
        for kind, (exit, words) in ENDINGS.items():
            on(kind, _ending(listener, exit, words))

    def _message(self, event: Any) -> None:
        message = convert(event, self._own, self._client.phone_of)
        if message:
            self._listener.message(message)
        elif deletion := happenings.deletion(event, self._own):
            self._listener.happened(deletion)

    def _group(self, event: Any) -> None:
        self.link.forget_members(jid(event.JID))
        for turn in happenings.turns(event):
            self._listener.happened(turn)

    def _joined(self, event: Any) -> None:
        self.link.forget_members(jid(event.GroupInfo.JID))
        self._listener.happened(happenings.joining(event, self._own))

    def _call(self, event: Any) -> None:
        self._listener.happened(happenings.call(event, self._client.phone_of))


def _ending(listener: Listener, exit: Exit, words: Callable[[Any], str]) -> Callable[[Any], None]:
    return lambda event: listener.ended(exit, words(event))
