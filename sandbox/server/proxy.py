"""An HTTP CONNECT proxy on loopback that leads every host to the one TLS endpoint."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

log = logging.getLogger(__name__)

CHUNK = 1 << 16
PATIENCE = 10.0  # seconds for a request to arrive
CONNECTED = b"HTTP/1.1 200 Connection established\r\n\r\n"
REFUSED = b"HTTP/1.1 405 Method Not Allowed\r\nAllow: CONNECT\r\nContent-Length: 0\r\n\r\n"


class Proxy:
    """Whatever host a client asks for, it gets the endpoint at `target` (host, port)."""

    def __init__(self, target: tuple[str, int]) -> None:
        self._target = target
        self._open: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None

    async def start(self, host: str, port: int) -> int:
        """The port it listens on; 0 asks for a free one. Raises OSError if it is taken."""
        self._server = await asyncio.start_server(self._serve, host, port)
        return int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        if self._server:
            self._server.close()
            for writer in list(self._open):
                writer.close()
            await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            await self._connect(reader, writer)
        except (OSError, EOFError, asyncio.LimitOverrunError) as error:
            log.debug("a connection through the proxy ended: %s", error)
        finally:
            self._open.discard(writer)
            writer.close()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async with asyncio.timeout(PATIENCE):
            request = await reader.readuntil(b"\r\n\r\n")
        if not request.startswith(b"CONNECT "):
            writer.write(REFUSED)
            await writer.drain()
            return
        onward, back = await asyncio.open_connection(*self._target)
        self._open.add(back)
        try:
            writer.write(CONNECTED)
            await asyncio.gather(_pipe(reader, back), _pipe(onward, writer))
        finally:
            self._open.discard(back)
            back.close()


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Copies until either side is done, and then tells the other."""
    with suppress(OSError):
        while data := await reader.read(CHUNK):
            writer.write(data)
            await writer.drain()
    writer.close()
