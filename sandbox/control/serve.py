"""Server, phones and control API together, on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from sandbox.control.app import create_app
from sandbox.people.people import People
from sandbox.people.store import Store
from sandbox.server import Addressing, Timing, start

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Sandbox:
    """What a client of the network needs to know, and where its phones are."""

    phone: str  # root of the page and the control API
    proxy: str  # HTTPS_PROXY
    ca: Path  # SSL_CERT_FILE
    root: Path  # 32 bytes, the key that signs the server's Noise certificate
    people: People


@asynccontextmanager
async def serve(
    state: Path,
    *,
    port: int = 0,
    proxy_port: int = 0,
    timing: Timing | None = None,
    addressing: Addressing = "lid",
) -> AsyncIterator[Sandbox]:
    """Runs on what `state` holds while the context lasts; port 0 takes a free one.

    Raises OSError if a port is taken, StateError where `state` is in use or cannot be read.
    """
    server = await start(state, host=HOST, port=proxy_port, timing=timing, addressing=addressing)
    try:
        proxy, ca = f"http://{HOST}:{server.port}", state / "public" / "ca.pem"
        people = People(server.network, proxy, ca, Store(state / "private" / "people.db"))
        app = create_app(people, server.faults)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        try:
            await people.switch_on()
            await runner.setup()
            await web.TCPSite(runner, HOST, port).start()
            page = f"http://{HOST}:{runner.addresses[0][1]}"
            yield Sandbox(page, proxy, ca, state / "public" / "root.pub", people)
        finally:
            await runner.cleanup()
            await people.close()
    finally:
        await server.stop()
