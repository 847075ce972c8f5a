"""What every part of a phone stands on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import partial

from sandbox.people import compose, content
from sandbox.people.companions import Companions
from sandbox.people.connection import Connection
from sandbox.people.content import Content
from sandbox.people.directory import Directory
from sandbox.people.errors import bad_request, no_such, not_on_whatsapp
from sandbox.people.feed import Feed
from sandbox.people.group import Group
from sandbox.people.history import Entry, History
from sandbox.people.inbox import Inbox
from sandbox.people.media import Media
from sandbox.people.memory import Memory
from sandbox.people.outbox import Outbox
from sandbox.people.pairing import Pairing
from sandbox.people.room import Room, is_group
from sandbox.people.settings import Settings
from sandbox.people.signal.session import Sessions
from sandbox.people.transfer import Transfers
from sandbox.wire.jid import PN, Jid
from sandbox.wire.network import Network
from sandbox.wire.node import Node

SAYINGS = ("reaction", "edit", "revoke", "poll_vote", "event")  # about others: not to be answered

Settle = Callable[[Memory], None]  # writes down what has changed


def forget(memory: Memory) -> None:
    """For a phone that nobody will switch on again."""


class Base:
    def __init__(
        self, network: Network, transfers: Transfers, memory: Memory, settle: Settle = forget
    ) -> None:
        self.memory = memory
        self.feed = Feed()
        self._network = network
        self._transfers = transfers
        self._stanzas: asyncio.Queue[Node] = asyncio.Queue()
        self._sending = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        self._subscribed: set[str] = set()  # numbers whose presence it is told
        self._available = False
        settled = partial(settle, memory)
        link = Connection(network, memory.number, self._stanzas.put_nowait, settled)
        self._connection = link
        self._directory = Directory(link, memory.book)
        self._outbox = Outbox(memory, link, self._directory)
        self._inbox = Inbox(memory, link, self._directory)
        self._settings = Settings(memory, link)
        self._companions = Companions(memory, self._outbox, self._settings)
        self._pairing = Pairing(network, memory, link)

    @property
    def number(self) -> str:
        return self.memory.number

    @property
    def name(self) -> str:
        return self.memory.name

    @property
    def history(self) -> History:
        return self.memory.history

    @property
    def sessions(self) -> Sessions:
        return self.memory.sessions

    @asynccontextmanager
    async def _room(self, chat: str, *others: str) -> AsyncIterator[Room]:
        """The chat `chat`, to write into; nothing else is sent meanwhile. `others` are numbers
        that the message speaks of. Raises PhoneError."""
        async with self._sending:
            group = self._known_group(chat) if is_group(chat) else None
            members = tuple(it.number for it in group.members) if group else (chat, self.number)
            numbers = dict.fromkeys([*members, self.number, *others])
            people = await self._directory.accounts(*numbers)
            if group is None and chat not in people:
                raise not_on_whatsapp(chat)
            addressing = group.addressing if group else "lid"
            yield Room(chat, self.number, tuple(dict.fromkeys(members)), people, addressing)

    def _known_group(self, group_id: str) -> Group:
        group = self.memory.groups.get(group_id)
        if group is None:
            raise no_such(f"group {group_id} that {self.number} is in")
        return group

    def _entry(self, entry_id: int) -> Entry:
        entry = self.history.get(entry_id)
        if entry is None:
            raise no_such(f"message {entry_id} on this phone")
        return entry

    def _referred(self, entry_id: int) -> Entry:
        entry = self._entry(entry_id)
        if entry.kind in SAYINGS:
            raise bad_request(f"Entry {entry_id} is no message that one can refer to.")
        return entry

    def _author(self, room: Room, entry: Entry) -> str:
        """The address of who wrote it, as this chat names people."""
        return entry.author or str(room.jid_of(entry.sender))

    def _key(self, room: Room, entry: Entry) -> compose.Key:
        of_other = room.is_group and not entry.from_me
        author = self._author(room, entry) if of_other else ""
        return compose.Key(str(room.jid), entry.message_id, entry.from_me, author)

    async def _post(
        self, room: Room, message: bytes, media: Media | None = None, text: str = ""
    ) -> Entry:
        """Sends a message and shows it; `text` is what it says if that is not plain to read."""
        name = await self._outbox.send(room, message)
        shown = content.read(content.parse(message).message) or Content("")
        author = str(room.jid_of(self.number))
        entry = self._made(name, room.chat, self.number, author, shown, message, media)
        entry.text = text or entry.text
        self._show(entry)
        self._connection.settle()  # before anybody is told that it is there
        return entry

    def _made(
        self,
        name: str,
        chat: str,
        sender: str,
        author: str,
        shown: Content,
        raw: bytes,
        media: Media | None,
    ) -> Entry:
        from_me = sender == self.number
        return Entry(
            message_id=name,
            sender=sender,
            recipient=chat if from_me or is_group(chat) else self.number,
            chat=chat,
            from_me=from_me,
            kind=shown.kind,
            text=shown.text,
            media=media,
            target=shown.target,
            mentions=tuple(map(self._directory.number_of, shown.mentions)),
            view_once=shown.view_once,
            author=author,
            raw=raw,
        )

    def _show(self, entry: Entry) -> Entry:
        self.history.add(entry)
        self.feed.publish("message", id=entry.id)
        if not is_group(entry.chat):
            self._subscribe(entry.chat)
        return entry

    def _take_name(self, name: str) -> None:
        self.memory.name = name
        self._directory.learn_name(self.number, name)
        self.feed.publish("profile")

    def _subscribe(self, number: str) -> None:
        """Whom one talks with, one also sees come and go."""
        if number not in self._subscribed and number != self.number:
            self._subscribed.add(number)
            attrs = {"type": "subscribe", "to": str(Jid(number, PN))}
            self._connection.send(Node("presence", attrs))

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
