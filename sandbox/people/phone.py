"""A person's phone: it links devices, sends, receives and remembers."""

from __future__ import annotations

import asyncio
import logging

from sandbox.people import keys
from sandbox.people.base import Settle, forget
from sandbox.people.calls import Calls
from sandbox.people.errors import PhoneError, no_such
from sandbox.people.memory import Memory
from sandbox.people.receiving import Receiving
from sandbox.people.room import is_group
from sandbox.people.sending import Sending
from sandbox.people.syncing import Syncing
from sandbox.people.transfer import Transfers
from sandbox.wire.jid import PN, Jid
from sandbox.wire.network import DeviceInfo, LinkError, Network
from sandbox.wire.node import Node

log = logging.getLogger(__name__)

LOW = 5  # one-time keys left at the server: then there must be more


class Phone(Sending, Syncing, Receiving, Calls):
    """Device 0 of the account that `memory` is of. Use `open` to get one."""

    @classmethod
    async def open(
        cls, network: Network, transfers: Transfers, memory: Memory, settle: Settle = forget
    ) -> Phone:
        """Switched on and ready to receive. Raises PhoneError."""
        phone = cls(network, transfers, memory, settle)
        phone._spawn(phone._work())
        try:
            await phone._come_online()
        except PhoneError:
            await phone.close()
            raise
        return phone

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._connection.close()

    async def reinstall(self) -> None:
        """A new identity, as on a new device; the companions are gone, what was said stays.
        Raises PhoneError."""
        for device in self.devices():
            self.unlink(device.number)
        async with self._sending:
            self._connection.close()
            self.memory.forget_keys()
            await self._come_online()
        self.feed.publish("devices")

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
        self.feed.publish("devices")

    async def _come_online(self) -> None:
        """Under its name, with keys for all who write to it, and its settings and groups."""
        self._subscribed.clear()
        self._connection.dial(self.sessions.prekeys.identity.public, self.name)
        self._directory.learn(str(Jid(self.number, PN)), self._network.lid(self.number) or "")
        self._directory.learn_name(self.number, self.name)
        if await keys.count(self._connection) < LOW:
            await keys.upload(self._connection, self.sessions.prekeys)
        if not self.memory.app_state.collections:
            await self._settings.publish_name()
        await self._fetch_groups()

    def _welcome(self, device: int) -> int:
        self._spawn(self._companions.welcome(device))
        self.feed.publish("devices")
        return device

    async def _work(self) -> None:
        """Takes stanzas one after another, in order."""
        for letter in self._inbox.opened():
            await self._read(letter)
        while True:
            node = await self._stanzas.get()
            try:
                await self._take(node)
            except Exception:  # one bad stanza must not silence the phone
                log.exception("a %s for %s", node.tag, self.number)
            self._connection.settle()

    async def _take(self, node: Node) -> None:
        if node.tag == "message":
            await self._message(node)
        elif node.tag in ("receipt", "notification", "call"):
            self._ack(node)
            await self._notified(node)
        elif node.tag == "chatstate":
            self._typing(node)
        elif node.tag == "presence":
            self._presence(node)

    async def _notified(self, node: Node) -> None:
        kind = node.get("type")
        if node.tag == "receipt":
            await self._receipted(node)
        elif node.tag == "call":
            self._called(node)
        elif kind == "link_code_companion_reg":
            self._pairing.notified(node)
        elif kind == "encrypt" and node.child("identity"):
            self._identity_changed(node)
        elif kind == "encrypt":
            await keys.upload(self._connection, self.sessions.prekeys)
        elif kind == "w:gp2" or (kind == "picture" and is_group(node.get("from"))):
            await self._group_news(node)
        elif kind == "devices":
            self._devices_changed(node)
        elif kind == "server_sync":
            await self._settings_changed(node)
        elif kind == "account_sync":
            await self._account_changed(node)

    async def _receipted(self, node: Node) -> None:
        if node.get("type") == "retry":
            await self._outbox.resend(node)
        else:
            self._receipt(node)

    def _ack(self, node: Node) -> None:
        attrs = {"class": node.tag, "id": node.get("id"), "to": node.get("from")}
        attrs |= {key: node.get(key) for key in ("type", "participant") if node.get(key)}
        self._connection.send(Node("ack", attrs))
