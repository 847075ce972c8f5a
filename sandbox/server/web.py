"""What WhatsApp's hosts answer over TLS: the chat websocket, and media."""

from __future__ import annotations

import asyncio
import logging

from aiohttp import web

from sandbox.server.connection import Connection, FrameSocket
from sandbox.server.faults.door import sent_away
from sandbox.server.handshake import respond
from sandbox.server.login import admit, caller
from sandbox.server.service import Service
from sandbox.server.trust import Trust
from sandbox.wire.errors import WireError

log = logging.getLogger(__name__)

PATIENCE = 20.0  # seconds for a handshake
LARGEST = (16 << 20) + 16  # bytes of a websocket message


class Chat:
    """The websocket that clients stay connected by."""

    def __init__(self, service: Service, trust: Trust) -> None:
        self._service = service
        self._trust = trust
        self._open: set[Connection] = set()

    async def stop(self) -> None:
        """Hangs up on everyone; clients will try again later."""
        for connection in self._open:
            connection.end()
        await asyncio.gather(*(connection.close() for connection in list(self._open)))

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if refusal := self._service.faults.strike("refuse", None):
            return web.Response(status=int(refusal["status"]))
        # What is encrypted cannot be compressed.
        socket = web.WebSocketResponse(max_msg_size=LARGEST, timeout=1.0, compress=False)
        await socket.prepare(request)
        try:
            await self._converse(FrameSocket(socket, request.transport))
        except (WireError, EOFError, TimeoutError, ConnectionError) as error:
            log.info("a connection ended: %s", error or "the client was silent")
        return socket

    async def _converse(self, socket: FrameSocket) -> None:
        async with asyncio.timeout(PATIENCE):
            hello, incoming, outgoing = await respond(self._trust, socket.receive, socket.send)
        connection = Connection(
            socket, incoming, outgoing, self._service.timing.grace, self._service.settle
        )
        self._open.add(connection)
        faults = self._service.faults
        line = faults.line(connection, caller(hello), connection.abort)
        peer = None if sent_away(faults, line) else admit(self._service, hello, line)
        try:
            async for node in connection.stanzas():
                if peer:
                    peer.receive(node)
        finally:
            if peer:
                peer.lost()
            line.lost()
            self._open.discard(connection)
            await connection.close()


def application(chat: Chat, media_routes: list[web.RouteDef]) -> web.Application:
    app = web.Application()
    app.add_routes([web.get("/ws/chat", chat.handle), *media_routes])
    return app
