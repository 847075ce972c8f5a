"""A client's encrypted connection: stanzas in both directions."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import suppress

from aiohttp import WSMsgType, web

from sandbox.server.frames import Unpacker, pack
from sandbox.server.noise import Cipher
from sandbox.wire import codec
from sandbox.wire.node import Node

log = logging.getLogger(__name__)


class FrameSocket:
    """Frames over a websocket, in which a message may hold a part of one, or several."""

    def __init__(
        self, socket: web.WebSocketResponse, transport: asyncio.Transport | None = None
    ) -> None:
        self._socket = socket
        self._transport = transport
        self._unpacker = Unpacker()
        self._ready: list[bytes] = []

    async def receive(self) -> bytes:
        """The next frame. Raises EOFError at the end, WireError for what is no frame."""
        while not self._ready:
            message = await self._socket.receive()
            if message.type is not WSMsgType.BINARY:
                raise EOFError("the client has hung up")
            self._ready = self._unpacker.feed(message.data)
        return self._ready.pop(0)

    async def send(self, payload: bytes) -> None:
        await self._socket.send_bytes(pack(payload))

    async def close(self) -> None:
        await self._socket.close()

    def abort(self) -> None:
        """With no word, not even the websocket's own."""
        if self._transport:
            self._transport.abort()


class Connection:
    """A Session over a frame socket."""

    def __init__(
        self,
        socket: FrameSocket,
        incoming: Cipher,
        outgoing: Cipher,
        grace: float,
        settle: Callable[[], None],
    ) -> None:
        """`settle` is called before anything is said."""
        self._socket = socket
        self._incoming = incoming
        self._outgoing = outgoing
        self._grace = grace
        self._settle = settle
        self._queue: asyncio.Queue[Node | None] = asyncio.Queue()
        self._ended = False
        self._writer = asyncio.create_task(self._write())

    def send(self, node: Node) -> None:
        if not self._ended:
            self._queue.put_nowait(node)

    def end(self, final: Node | None = None) -> None:
        if self._ended:
            return
        if final:
            self._queue.put_nowait(final)
        self._ended = True
        self._queue.put_nowait(None)

    def abort(self) -> None:
        """The connection is cut."""
        self._socket.abort()

    async def stanzas(self) -> AsyncIterator[Node]:
        """What the client sends, until the connection is over. Raises WireError."""
        with suppress(EOFError):
            while True:
                yield codec.decode(self._incoming.decrypt(await self._socket.receive()))

    async def close(self) -> None:
        """The client has hung up: nothing is to wait for but the end of what is queued."""
        self._grace = 0.0
        self.end()
        await self._writer

    async def _write(self) -> None:
        try:
            while node := await self._queue.get():
                log.debug("< %s", node)
                self._settle()
                await self._socket.send(self._outgoing.encrypt(codec.encode(node)))
            # A client that sees the socket close may drop a last stanza that it has not read yet.
            await asyncio.sleep(self._grace)
        except ConnectionError as error:
            log.debug("a client is gone: %s", error)
        await self._socket.close()
