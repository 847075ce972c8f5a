"""One neonize client: its connection, its callbacks, and when it may be called at all."""

from __future__ import annotations

import ctypes
import logging
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from botinstance.link import loopback
from botinstance.link.protocol import LinkDown, Own
from botinstance.link.store import Store

log = logging.getLogger(__name__)


class ConnectError(Exception):
    """The connection could not be made, or was given up by the library."""

    @property
    def refused(self) -> bool:
        """WhatsApp said no, in a way that neonize cannot put into an event."""
        return "ConnectFailure" in str(self)


class Client:
    """Calls into Go only between the start of `connect` and `stop`."""

    def __init__(self, store: Store) -> None:
        """Loads neonize (0.4 s). Raises LoopbackError."""
        root = os.environ.get("UBOT_LOOPBACK_ROOT")
        if root:
            loopback.trust(Path(root))
        from neonize.client import NewClient
        from neonize.utils.log import log as neonize_log

        neonize_log.setLevel(logging.WARNING)  # from here neonize takes the level of Go's log
        self._neonize = NewClient(store.name, uuid="bot")
        self._running = False
        self._lock = threading.Lock()

    def on(self, event: Any, handler: Callable[[Any], None]) -> None:
        """Call `handler` with each `event`, on Go's event thread: it must return soon."""

        # a function of its own, as neonize keeps only a weak reference to a bound method
        def call(_client: Any, payload: Any) -> None:
            _guarded(handler, payload)

        self._neonize.event(event)(call)

    def on_pairing(self, qr: Callable[[str], None], status: Callable[[str], None]) -> None:
        """`qr` gets each QR text, `status` the outcome: whatsmeow's qrchan.go has the words."""
        self._neonize.event.qr(lambda _client, text: _guarded(qr, text.decode()))
        # neonize's own callback only prints the address of the word
        self._neonize._NewClient__onLoginStatus = lambda _uuid, word: _guarded(
            status, ctypes.string_at(word).decode()
        )

    def connect(self) -> None:
        """Connect, and block until `stop`. Raises ConnectError, then it may be called again."""
        from neonize.exc import NeonizeError

        try:
            self._running = True
            self._neonize.connect()
        except NeonizeError as error:
            self.stop()
            raise ConnectError(str(error)) from None

    def stop(self) -> None:
        """Disconnect; `connect` returns. Never on an unpaired client: Go would not let it go."""
        with self._lock:
            if self._running:
                self._running = False
                self._neonize.stop()

    def alive(self) -> bool:
        """Whether Go says that its socket is open. A hung runtime does not answer at all."""
        with self._lock:
            return self._running and bool(self._neonize.is_connected)

    def phone_of(self, lid: str) -> str:
        """The digits behind a LID, empty if WhatsApp has not told."""
        from neonize.exc import NeonizeError
        from neonize.utils.jid import build_jid

        user, _, server = lid.partition("@")
        with self._lock:  # a nil client would panic here: no stop in between
            if not self._running:
                return ""
            try:
                return str(self._neonize.get_pn_from_lid(build_jid(user, server)).User)
            except NeonizeError:
                return ""

    def own(self) -> Own:
        """The account. Only while connected: without one, Go would wait for it for ever."""
        with self._lock:
            me = self.neonize.get_me()
        return Own(
            phone=me.JID.User,
            lid=f"{me.LID.User}@{me.LID.Server}" if me.LID.User else "",
            device=me.JID.Device,
            name=me.PushName,
        )

    @property
    def neonize(self) -> Any:
        """The client to call. Raises LinkDown while there is none behind it."""
        if not self._running:
            raise LinkDown("the link is not up")
        return self._neonize


def _guarded(handler: Callable[[Any], None], value: Any) -> None:
    """ctypes would swallow the exception."""
    try:
        handler(value)
    except Exception:
        log.exception("a handler of WhatsApp's events failed")
