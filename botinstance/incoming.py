"""From WhatsApp's event thread to the disk, and from there to the workers."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from botinstance.config import ConfigFile, in_force
from botinstance.context import Event, Heard
from botinstance.contract.command import Cost
from botinstance.contract.config import BotConfig
from botinstance.contract.watcher import Kind
from botinstance.dispatch import Dispatcher, cost, is_command
from botinstance.inbox import HAPPENING, MAX_AGE, Entry, Inbox
from botinstance.link.happening import Due, Happening, loads
from botinstance.link.protocol import Link, Message
from botinstance.state import State
from botinstance.state.identity import person
from botinstance.vitals import Vitals
from botinstance.watching import Watching, kind_of
from botinstance.workers import Workers

log = logging.getLogger(__name__)


class Incoming:
    def __init__(
        self, config: ConfigFile, inbox: Inbox, vitals: Vitals, state: State, link: Link,
        load: Callable[[bytes], Message | None],
    ) -> None:  # fmt: skip
        """`load` makes a message of what `Message.raw` has kept."""
        self._config, self._inbox, self._vitals, self._state = config, inbox, vitals, state
        self._link, self._load = link, load
        self._dispatcher = Dispatcher(link, vitals, state)
        self._watching = Watching(state)
        self.workers = Workers(inbox, self._handle)

    @property
    def config(self) -> BotConfig:
        """The config with what the owner has changed from a chat."""
        return in_force(self._config.current, self._state.settings)

    def message(self, message: Message) -> None:
        """Called on WhatsApp's event thread: what must not be lost is on disk at the return."""
        arrived = time.monotonic()
        self._vitals.message_received()
        self._remember(message)
        config = self.config
        if message.edit:
            if self._watching.who(Kind.EDIT, message.chat, config):
                self._submit(self._inbox.add(message))
        elif is_command(message, config):
            heavy = cost(message, config) is Cost.HEAVY
            entry = self._inbox.add(message, heavy)
            self._submit(entry and entry._replace(arrived=arrived))
        elif _fresh(message) and self._watching.who(Kind.MESSAGE, message.chat, config):
            self._submit(self._inbox.add(message))

    def happened(self, happening: Happening) -> None:
        """As `message`, for everything else; also called with jobs that are due."""
        if isinstance(happening, Due) or self._watching.who(
            kind_of(happening), happening.chat, self.config
        ):
            self._submit(self._inbox.keep(happening))

    def _remember(self, message: Message) -> None:
        if message.edit:
            return
        if message.from_me:
            if not message.is_group:
                self._state.contacts.met(message.chat)  # the owner has begun this chat
        elif message.is_group:
            who = person(message.sender, message.sender_phone)
            self._state.activity.count(message.chat, who, message.at)
        else:
            self._state.contacts.met(message.sender, message.sender_phone)

    def _submit(self, entry: Entry | None) -> None:
        if entry:
            self.workers.submit(entry)

    def _handle(self, entry: Entry) -> None:
        scene = (self.config, self._link, self._state, self._vitals)
        if entry.kind == HAPPENING:
            self._watching.happened(Event(*scene, loads(entry.raw)))
            return
        message = self._load(entry.raw)
        if message is None:
            return
        config, heard = scene[0], Heard(*scene, message)
        if message.edit:
            self._watching.heard(Kind.EDIT, heard)
            return
        kind = Kind.COMMAND if is_command(message, config) else Kind.MESSAGE
        if not self._watching.heard(kind, heard):
            self._dispatcher.handle(message, config, entry.arrived)


def _fresh(message: Message) -> bool:
    return time.time() - message.at < MAX_AGE
