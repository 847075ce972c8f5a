"""From WhatsApp's event thread to the disk, and from there to the workers."""

from __future__ import annotations

import logging
from collections.abc import Callable

from botinstance.config import ConfigFile
from botinstance.dispatch import Dispatcher, is_command
from botinstance.inbox import Entry, Inbox
from botinstance.link.protocol import Message
from botinstance.vitals import Vitals
from botinstance.workers import Workers

log = logging.getLogger(__name__)


class Incoming:
    def __init__(
        self,
        config: ConfigFile,
        inbox: Inbox,
        vitals: Vitals,
        dispatcher: Dispatcher,
        load: Callable[[bytes], Message | None],
    ) -> None:
        """`load` makes a message of what `Message.raw` has kept."""
        self._config, self._inbox, self._vitals = config, inbox, vitals
        self._dispatcher, self._load = dispatcher, load
        self.workers = Workers(inbox, self._answer)

    def message(self, message: Message) -> None:
        """Called on WhatsApp's event thread: what must not be lost is on disk at the return."""
        self._vitals.message_received()
        if is_command(message, self._config.current):
            entry = self._inbox.add(message)
            if entry:
                self.workers.submit(entry)

    def _answer(self, entry: Entry) -> None:
        message = self._load(entry.raw)
        if message:
            self._dispatcher.handle(message, self._config.current)
