"""What a phone tells a companion that it has linked: keys, names, who is who."""

from __future__ import annotations

import asyncio
import logging
import zlib

from sandbox.people import compose
from sandbox.people import fields as f
from sandbox.people.errors import PhoneError
from sandbox.people.memory import Memory
from sandbox.people.outbox import Outbox
from sandbox.people.settings import Settings
from sandbox.wire import proto
from sandbox.wire.jid import LID, PN, Jid

log = logging.getLogger(__name__)

PATIENCE, PAUSE = 30.0, 0.2  # seconds until a companion must have keys; between two looks
INITIAL_BOOTSTRAP, PUSH_NAMES = 0, 4  # kinds of history


class Companions:
    def __init__(self, memory: Memory, outbox: Outbox, settings: Settings) -> None:
        self._memory = memory
        self._outbox = outbox
        self._settings = settings

    async def welcome(self, device: int) -> None:
        """Gives it the app state's key, with which it reads the account's name, and the names of
        the people that the phone knows."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not await self.share_key(device):
                    await asyncio.sleep(PAUSE)
            await self._history(device, INITIAL_BOOTSTRAP, self._mappings())
            await self._history(device, PUSH_NAMES, self._push_names())
            await self._settings.publish_contacts()
        except (PhoneError, TimeoutError) as error:
            log.warning("device %d of %s got no app state: %s", device, self._memory.number, error)

    async def share_key(self, device: int) -> bool:
        """False where the companion has no keys yet. Raises PhoneError."""
        return await self._tell(device, key_share(self._memory))

    async def _history(self, device: int, kind: int, content: list[tuple[int, bytes]]) -> None:
        history = proto.encode((1, kind), (6, 100), *content)
        notice = proto.encode((6, kind), (9, 100), (11, zlib.compress(history)))
        await self._tell(device, compose.protocol((2, f.HISTORY), (6, notice)))

    def _mappings(self) -> list[tuple[int, bytes]]:
        numbers = self._memory.book.numbers.items()
        return [
            (15, proto.encode((1, str(Jid(number, PN))), (2, str(Jid(lid, LID)))))
            for lid, number in numbers
        ]

    def _push_names(self) -> list[tuple[int, bytes]]:
        names = self._memory.book.names.items()
        return [(7, proto.encode((1, str(Jid(number, PN))), (2, name))) for number, name in names]

    async def _tell(self, device: int, message: bytes) -> bool:
        return await self._outbox.peer(Jid(self._memory.number, PN, device), message)


def key_share(memory: Memory) -> bytes:
    """The message that gives a device the key of the app state."""
    shared = memory.app_state.key
    fingerprint = proto.encode((1, 1), (2, 0), (3, b"\x00"))
    data = proto.encode((1, shared.data), (2, fingerprint), (3, int(shared.made * 1000)))
    key = proto.encode((1, proto.encode((1, shared.id))), (2, data))
    return compose.protocol((2, f.KEY_SHARE), (7, proto.encode((1, key))))
