"""Files to and from the media server, over HTTPS through the network's proxy."""

from __future__ import annotations

import base64
import hashlib
import json
import ssl
from pathlib import Path
from typing import NamedTuple

import aiohttp

from sandbox.people.connection import Connection
from sandbox.people.content import Stored
from sandbox.people.errors import refused
from sandbox.people.media import Media, Sealed, seal, unseal
from sandbox.people.signal.errors import BadMessage
from sandbox.wire.node import Node

TIMEOUT = aiohttp.ClientTimeout(total=60)
LIMIT = 100 << 20  # bytes of a file


class Kind(NamedTuple):
    path: str  # at the media server
    info: bytes  # of the key derivation


KINDS = {
    "image": Kind("image", b"WhatsApp Image Keys"),
    "sticker": Kind("image", b"WhatsApp Image Keys"),
    "video": Kind("video", b"WhatsApp Video Keys"),
    "audio": Kind("audio", b"WhatsApp Audio Keys"),
    "document": Kind("document", b"WhatsApp Document Keys"),
}


class Transfers:
    """Shared by all phones of a network; `close` it at the end."""

    def __init__(self, proxy: str, ca: Path) -> None:
        """`proxy` is the address of the CONNECT proxy, `ca` the certificate authority to trust."""
        self._proxy = proxy
        self._tls = ssl.create_default_context(cafile=str(ca))
        self._session: aiohttp.ClientSession | None = None

    async def upload(self, connection: Connection, item: Media) -> tuple[Sealed, str, str]:
        """The sealed file, its URL and its path. Raises PhoneError."""
        kind = KINDS[item.kind]
        sealed = seal(item.data, kind.info)
        host, auth = await self._host(connection)
        token = _b64(sealed.sha256)
        url = f"https://{host}/mms/{kind.path}/{token}"
        answer = await self._ask("POST", url, sealed.body, {"auth": auth, "token": token})
        where = json.loads(answer)
        return sealed, where["url"], where["direct_path"]

    async def download(self, connection: Connection, kind: str, stored: Stored) -> bytes:
        """The plain file. Raises PhoneError, BadMessage where it was changed."""
        if not stored.path.startswith("/"):
            raise BadMessage("the message does not say where its file is")
        host, _ = await self._host(connection)
        url = f"https://{host}{stored.path}&hash={_b64(stored.enc_sha256)}"
        body = await self._ask("GET", url, None, {"mms-type": KINDS[kind].path})
        if hashlib.sha256(body).digest() != stored.enc_sha256:
            raise BadMessage("the file at the media server is another one")
        return unseal(body, stored.key, KINDS[kind].info)

    async def fetch(self, url: str) -> bytes:
        """A file that is not encrypted, such as a picture of a person. Raises PhoneError."""
        return await self._ask("GET", url, None, {})

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def _host(self, connection: Connection) -> tuple[str, str]:
        answer = await connection.query("set", "w:m", Node("media_conn"))
        found = answer.child("media_conn")
        host = found.child("host") if found else None
        if found is None or host is None:
            raise refused("the file", "no media server named")
        return host.get("hostname"), found.get("auth")

    async def _ask(
        self, method: str, url: str, data: bytes | None, params: dict[str, str]
    ) -> bytes:
        try:
            async with self._client().request(
                method, url, data=data, params=params, proxy=self._proxy
            ) as answer:
                if answer.status != 200:
                    raise refused("the file", f"status {answer.status}")
                return await answer.read()
        except (aiohttp.ClientError, TimeoutError) as error:
            raise refused("the file", str(error) or "no answer in time") from None

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(ssl=self._tls)
            self._session = aiohttp.ClientSession(connector=connector, timeout=TIMEOUT)
        return self._session


def _b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode()
