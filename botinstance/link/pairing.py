"""Linking to a phone, as one queue of plain happenings.

An unpaired client cannot be stopped (Go waits for ever for an id), so `connect` runs on a thread
of its own and the process has to be left by `os._exit`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any

from neonize.events import ConnectedEv, OfflineSyncCompletedEv
from neonize.exc import NeonizeError

from botinstance.contract.exits import Exit
from botinstance.link.client import Client, ConnectError
from botinstance.link.ending import ENDINGS, locked
from botinstance.link.protocol import Own
from botinstance.link.store import Store

_ENDS = {
    Exit.LOGGED_OUT: "logged_out",
    Exit.BANNED: "restricted",
    Exit.OUTDATED: "outdated",
}


@dataclass(frozen=True)
class Happening:
    """`kind` and `text`: qr (the text to show) | outcome (whatsmeow's word) | unreachable (why) |
    connected | synced | logged_out | restricted, outdated, ended (why)."""

    kind: str
    text: str = ""


class BadNumber(Exception):
    """WhatsApp cannot be asked for a code with this number."""


class Refused(Exception):
    """WhatsApp gave no code."""


class Pairing:
    def __init__(self, store: Store) -> None:
        """Raises LoopbackError."""
        self.happenings: SimpleQueue[Happening] = SimpleQueue()
        self._client = Client(store)
        self._client.on_pairing(
            lambda text: self._put("qr", text), lambda word: self._put("outcome", word)
        )
        self._client.on(ConnectedEv, lambda _: self._put("connected"))
        self._client.on(OfflineSyncCompletedEv, lambda _: self._put("synced"))
        for kind, (exit, words) in ENDINGS.items():
            self._client.on(kind, self._ending(_ENDS.get(exit, "ended"), words))

    def connect(self) -> None:
        """Connect in the background. After the happening `unreachable`, call it again."""
        threading.Thread(target=self._connect, name="pairing", daemon=True).start()

    def code(self, phone: str) -> str:
        """A pairing code, ABCD-EFGH, for the phone with this number (digits). After the first
        `qr`, and not on its thread. Raises BadNumber, Refused."""
        try:
            return str(self._client.neonize.PairPhone(phone, True))
        except NeonizeError as error:
            words = str(error)
            if "phone number" in words:
                raise BadNumber(words) from None
            raise Refused(words) from None

    def log_out(self) -> None:
        """Give the link up, so that the phone does not list it any more. Only once `connected`;
        may take long. Raises Refused."""
        try:
            self._client.neonize.logout()
        except NeonizeError as error:
            raise Refused(str(error)) from None

    def own(self) -> Own:
        """The account that is linked now. Only once `connected`."""
        return self._client.own()

    def stop(self) -> None:
        """Only once `connected`."""
        self._client.stop()

    def _connect(self) -> None:
        try:
            self._client.connect()
        except ConnectError as error:
            self._put("unreachable", str(error))

    def _ending(self, kind: str, words: Callable[[Any], str]) -> Callable[[Any], None]:
        return lambda event: self._put("restricted" if locked(event) else kind, words(event))

    def _put(self, kind: str, text: Any = "") -> None:
        self.happenings.put(Happening(kind, text))
