"""What the owner's phone does for a companion that it has linked."""

from __future__ import annotations

import asyncio
import logging

from sandbox.people import appstate
from sandbox.people.connection import Connection
from sandbox.people.errors import PhoneError
from sandbox.people.outbox import Outbox
from sandbox.wire.jid import PN, Jid
from sandbox.wire.node import Node

log = logging.getLogger(__name__)

PATIENCE, PAUSE = 30.0, 0.2  # seconds until a companion must have keys; between two looks


class Owner:
    """The phone `number` as the keeper of its account's app state."""

    def __init__(self, number: str, name: str, connection: Connection, outbox: Outbox) -> None:
        self._number = number
        self._name = name
        self._connection = connection
        self._outbox = outbox
        self._key = appstate.Key()

    async def welcome(self, device: int) -> None:
        """Gives a companion the app state's key; it then reads the account's name there."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not await self.share_key(device):
                    await asyncio.sleep(PAUSE)
        except (PhoneError, TimeoutError) as error:
            log.warning("device %d of %s got no app state: %s", device, self._number, error)

    async def share_key(self, device: int) -> bool:
        """False where the companion has no keys yet. Raises PhoneError."""
        return await self._outbox.peer(Jid(self._number, PN, device), self._key.share())

    async def publish(self) -> None:
        """Puts the account's name into its app state. Raises PhoneError."""
        patch = Node("patch", {}, appstate.push_name(self._key, self._name))
        attrs = {"name": "critical_block", "version": "0", "return_snapshot": "false"}
        sync = Node("sync", {}, [Node("collection", attrs, [patch])])
        await self._connection.query("set", "w:sync:app:state", sync)
