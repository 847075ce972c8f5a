"""A person's phone: it links devices, sends, receives and remembers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine

from sandbox.people import compose, content, keys
from sandbox.people.connection import Connection
from sandbox.people.content import Content
from sandbox.people.directory import Account, Directory
from sandbox.people.errors import PhoneError, bad_request, no_such, not_on_whatsapp
from sandbox.people.history import Entry, History
from sandbox.people.inbox import Inbox, Letter
from sandbox.people.media import Media
from sandbox.people.outbox import Outbox
from sandbox.people.owner import Owner
from sandbox.people.pairing import Pairing
from sandbox.people.signal.errors import SignalError
from sandbox.people.signal.prekeys import PreKeys
from sandbox.people.signal.session import Sessions
from sandbox.people.transfer import KINDS, Transfers
from sandbox.wire.network import DeviceInfo, LinkError, Network
from sandbox.wire.node import Node

log = logging.getLogger(__name__)

SILENT = ("sticker", "audio")  # kinds of media that carry no text


class Phone:
    """The phone with `number`, device 0 of its account. Use `open` to get one."""

    def __init__(self, network: Network, transfers: Transfers, number: str, name: str) -> None:
        self.number = number
        self.name = name
        self.history = History()
        self._network = network
        self._transfers = transfers
        self._stanzas: asyncio.Queue[Node] = asyncio.Queue()
        self._sending = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        self.sessions = Sessions(PreKeys())
        identity = self.sessions.prekeys.identity
        link = Connection(network, number, identity.public, name, self._stanzas.put_nowait)
        self._connection = link
        self._directory = Directory(link)
        self._outbox = Outbox(number, link, self._directory, self.sessions)
        self._inbox = Inbox(number, link, self._directory, self.sessions)
        self._owner = Owner(number, name, link, self._outbox)
        self._pairing = Pairing(network, number, identity, link)

    @classmethod
    async def open(cls, network: Network, transfers: Transfers, number: str, name: str) -> Phone:
        """Switched on and ready to receive. Raises PhoneError."""
        phone = cls(network, transfers, number, name)
        phone._spawn(phone._work())
        try:
            await keys.upload(phone._connection, phone.sessions.prekeys)
            await phone._owner.publish()
        except PhoneError:
            await phone.close()
            raise
        return phone

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._connection.close()

    def devices(self) -> list[DeviceInfo]:
        return self._network.devices(self.number)

    async def scan(self, text: str) -> int:
        """Links the device that shows this QR text; its number. Raises PhoneError."""
        return self._welcome(await self._pairing.scan(text))

    async def enter_code(self, text: str) -> int:
        """Links the device that shows this code; its number. Raises PhoneError."""
        return self._welcome(await self._pairing.enter_code(text))

    def unlink(self, device: int) -> None:
        """Raises PhoneError."""
        try:
            self._network.unlink(self.number, device)
        except LinkError:
            raise no_such(f"linked device {device}") from None

    async def send(
        self, to: str, text: str = "", media: Media | None = None, quoted: int | None = None
    ) -> Entry:
        """To the number `to`; back once the server has it. Raises PhoneError."""
        if media is not None and text and media.kind in SILENT:
            raise bad_request(f"A {media.kind} carries no text. Send the text by itself.")
        async with self._sending:
            own, account = await self._accounts(to)
            quote = self._quote(quoted, own, account)
            kind, message = await self._compose(text, media, quote)
            name = await self._outbox.send(own, account, message, kind)
            shown = Content(kind, text, target=quote.id if quote else "")
            return self._show(name, self.number, to, to, shown, message, media)

    async def _accounts(self, to: str) -> tuple[Account, Account]:
        accounts = await self._directory.accounts(self.number, to)
        if to not in accounts:
            raise not_on_whatsapp(to)
        return accounts[self.number], accounts[to]

    def _quote(self, entry_id: int | None, own: Account, other: Account) -> compose.Quote | None:
        if entry_id is None:
            return None
        entry = self.history.get(entry_id)
        if entry is None:
            raise no_such(f"message {entry_id} on this phone")
        author = own if entry.from_me else other
        return compose.Quote(entry.message_id, str(author.jid()), entry.raw)

    async def _compose(
        self, text: str, media: Media | None, quote: compose.Quote | None
    ) -> tuple[str, bytes]:
        """The message's media type (or text) and its bytes."""
        if media is None:
            return "text", compose.text(text, quote)
        sealed, url, path = await self._transfers.upload(self._connection, media)
        stored = compose.stored(media, sealed, url, path)
        kind = "ptt" if media.ptt else media.kind
        return kind, compose.media(media, stored, text, quote)

    def _welcome(self, device: int) -> int:
        self._spawn(self._owner.welcome(device))
        return device

    async def _work(self) -> None:
        """Takes stanzas one after another, in order."""
        while True:
            node = await self._stanzas.get()
            try:
                await self._take(node)
            except Exception:  # one bad stanza must not silence the phone
                log.exception("a %s for %s", node.tag, self.number)

    async def _take(self, node: Node) -> None:
        if node.tag == "message":
            letter = self._inbox.open(node)
            if letter is not None:
                await self._read(letter)
        elif node.tag in ("receipt", "notification", "call"):
            self._ack(node)
            await self._notified(node)

    async def _notified(self, node: Node) -> None:
        kind = node.get("type")
        if node.tag == "receipt" and kind == "retry":
            await self._outbox.resend(node)
        elif node.tag == "notification" and kind == "link_code_companion_reg":
            self._pairing.notified(node)
        elif node.tag == "notification" and kind == "encrypt":
            await keys.upload(self._connection, self.sessions.prekeys)

    def _ack(self, node: Node) -> None:
        attrs = {"class": node.tag, "id": node.get("id"), "to": node.get("from")}
        attrs |= {key: node.get(key) for key in ("type", "participant") if node.get(key)}
        self._connection.send(Node("ack", attrs))

    async def _read(self, letter: Letter) -> None:
        own = letter.sender == self.number
        if own and content.key_request(letter.incoming.message):
            await self._owner.share_key(letter.device)
        shown = content.read(letter.incoming.message)
        if shown is None:
            return
        recipient, chat = self.number, letter.sender
        if own:
            recipient = chat = self._directory.number_of(letter.incoming.destination)
        media = await self._download(shown)
        self._show(letter.id, letter.sender, recipient, chat, shown, letter.incoming.raw, media)

    async def _download(self, shown: Content) -> Media | None:
        """None where the file cannot be had: the message is shown without it."""
        if shown.stored is None or shown.kind not in KINDS:
            return None
        try:
            data = await self._transfers.download(self._connection, shown.kind, shown.stored)
        except (PhoneError, SignalError) as error:
            log.warning("a file for %s: %s", self.number, error)
            return None
        return Media(shown.kind, shown.mimetype, data, shown.filename, shown.ptt)

    def _show(
        self,
        name: str,
        sender: str,
        recipient: str,
        chat: str,
        shown: Content,
        raw: bytes,
        media: Media | None,
    ) -> Entry:
        mentions = tuple(map(self._directory.number_of, shown.mentions))
        entry = Entry(
            message_id=name,
            sender=sender,
            recipient=recipient,
            chat=chat,
            from_me=sender == self.number,
            kind="audio" if shown.kind == "ptt" else shown.kind,
            text=shown.text,
            media=media,
            target=shown.target,
            mentions=mentions,
            raw=raw,
        )
        return self.history.add(entry)

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
