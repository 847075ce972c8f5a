"""An HTTP CONNECT proxy on loopback that is every host by itself."""

from __future__ import annotations

import asyncio
import logging
import socket
import ssl
from collections.abc import Callable, Coroutine

log = logging.getLogger(__name__)

LARGEST = 1 << 16  # bytes of a request
PATIENCE = 10.0  # seconds for a request to arrive
BREATH = 0.5  # seconds until the next try, where a connection cannot be taken
CONNECTED = b"HTTP/1.1 200 Connection established\r\n\r\n"
REFUSED = b"HTTP/1.1 405 Method Not Allowed\r\nAllow: CONNECT\r\nContent-Length: 0\r\n\r\n"


class Proxy:
    """Whatever host a client asks for, it gets what `serve` makes, over TLS, and on the same
    socket: a second one, to copy between, would cost the server a third of its time."""

    def __init__(self, serve: Callable[[], asyncio.BaseProtocol], tls: ssl.SSLContext) -> None:
        self._serve = serve
        self._tls = tls
        self._tasks: set[asyncio.Task[None]] = set()
        self._listener: socket.socket | None = None

    def start(self, host: str, port: int) -> int:
        """The port it listens on; 0 asks for a free one. Raises OSError if it is taken."""
        self._listener = socket.create_server((host, port), backlog=1024)
        self._listener.setblocking(False)
        self._spawn(self._accept(self._listener))
        return int(self._listener.getsockname()[1])

    async def stop(self) -> None:
        """Takes nobody in any more; who is in already is not its business."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._listener:
            self._listener.close()

    async def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = await asyncio.get_running_loop().sock_accept(listener)
            except OSError as error:  # no descriptor is left, for one: somebody may hang up
                log.warning("a connection was not taken: %s", error)
                await asyncio.sleep(BREATH)
            else:
                self._spawn(self._admit(client))

    async def _admit(self, client: socket.socket) -> None:
        loop, admitted = asyncio.get_running_loop(), False
        try:
            async with asyncio.timeout(PATIENCE):
                connect = (await _request(client)).startswith(b"CONNECT ")
                await loop.sock_sendall(client, CONNECTED if connect else REFUSED)
                if connect:
                    await loop.connect_accepted_socket(self._serve, client, ssl=self._tls)
                    admitted = True
        except (OSError, EOFError) as error:
            log.debug("a connection through the proxy ended: %s", error)
        finally:
            if not admitted:
                client.close()

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _request(client: socket.socket) -> bytes:
    """All of it: a client says no more before it is answered. Raises EOFError."""
    request = b""
    while not request.endswith(b"\r\n\r\n"):
        data = await asyncio.get_running_loop().sock_recv(client, LARGEST)
        if not data or len(request) > LARGEST:
            raise EOFError("no request came")
        request += data
    return request
