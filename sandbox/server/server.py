"""The loopback WhatsApp as one thing to start and stop."""

from __future__ import annotations

import ipaddress
import ssl
from contextlib import ExitStack
from pathlib import Path

from aiohttp import web

from sandbox.server import certificate, files
from sandbox.server.faults.desk import Faults
from sandbox.server.faults.standing import Standing
from sandbox.server.media import Media
from sandbox.server.pairing import Pairing
from sandbox.server.phones import Phones
from sandbox.server.proxy import Proxy
from sandbox.server.service import Addressing, Service, Timing
from sandbox.server.store import Store
from sandbox.server.trust import Trust
from sandbox.server.web import Chat, application
from sandbox.storage import Lock
from sandbox.wire.network import Network


class Server:
    """`start` makes one. A client reaches it through the proxy at `host`:`port`."""

    def __init__(
        self, chat: Chat, app: web.Application, network: Network, faults: Faults, host: str
    ) -> None:
        self.network = network
        self.faults = faults
        self.host = host
        self.port = 0
        self._chat = chat
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=2.0)
        self._proxy: Proxy | None = None
        self._held = ExitStack()

    def hold(self, state: ExitStack) -> None:
        """What is to be closed when the server has stopped."""
        self._held = state

    async def listen(self, tls: ssl.SSLContext, port: int) -> None:
        """Raises OSError if the port is taken."""
        await self._runner.setup()
        assert self._runner.server
        self._proxy = Proxy(self._runner.server, tls)
        try:
            self.port = self._proxy.start(self.host, port)
        except OSError:
            await self._runner.cleanup()
            raise

    async def stop(self) -> None:
        """Hangs up on everyone and frees the port. Again is no error."""
        await self._chat.stop()
        if self._proxy:
            await self._proxy.stop()
        await self._runner.cleanup()
        self._held.close()


async def start(
    state: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    timing: Timing | None = None,
    addressing: Addressing = "lid",
) -> Server:
    """Starts a WhatsApp on loopback, as `state` holds it; port 0 takes a free one.

    Clients need `state/public/ca.pem` and `state/public/root.pub` (32 bytes), which stay the same
    over restarts. `addressing` is how people appear in chats between two: by LID, as is normal
    today, or by number ("pn"). Raises ValueError for a host that is not loopback, OSError if the
    port is taken, StateError where `state` is in use or cannot be read.
    """
    if not ipaddress.ip_address(host).is_loopback:
        raise ValueError(f"the loopback WhatsApp does not listen on {host}; use 127.0.0.1")
    public = files.folder(state / "public", 0o755)
    private = files.folder(state / "private", 0o700)
    with ExitStack() as held:
        held.callback(Lock(private / "lock").release)
        store = Store(private / "network.db")
        held.callback(store.close)
        standing = Standing()
        media = Media(files.folder(private / "media", 0o700), standing)
        media.auth = store.setting("media auth", media.auth)  # clients use it for hours
        service = Service(timing or Timing(), addressing, media, Pairing(), store, faults=standing)
        store.serve(service)
        chat = Chat(service, Trust(private, public))
        app = application(chat, media.routes())
        server = Server(chat, app, Phones(service), Faults(service), host)
        await server.listen(certificate.context(private, public), port)
        server.hold(held.pop_all())
    return server
