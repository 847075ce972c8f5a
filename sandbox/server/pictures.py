"""Pictures of people and groups: plain JPEG files that anyone may fetch who knows the address."""

from __future__ import annotations

import base64
import hashlib
import time
from pathlib import Path

from aiohttp import web

from sandbox.server.answer import IqError
from sandbox.wire.node import Node

HOST = "pps.whatsapp.net"
LARGEST = 1 << 20  # bytes; clients scale a picture down to 640 pixels
JPEG = b"\xff\xd8\xff"


class Pictures:
    """Files in a folder, by the picture's id: digits, that grow."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def routes(self) -> list[web.RouteDef]:
        return [web.get(r"/v/{id:\d+}.jpg", self._download)]

    def replace(self, old: str, image: bytes) -> str:
        """The id of a new picture; the one with the id `old`, if any, is gone.

        Raises IqError for what is no JPEG, or too large.
        """
        if not image.startswith(JPEG) or len(image) > LARGEST:
            raise IqError(406, "not-acceptable")
        new = int(time.time())
        while self._path(str(new)).exists():
            new += 1
        self._path(str(new)).write_bytes(image)
        self.remove(old)
        return str(new)

    def remove(self, picture: str) -> None:
        """It is no error if there is none."""
        if picture:
            self._path(picture).unlink(missing_ok=True)

    def node(self, picture: str, kind: str) -> Node:
        """Where it is, for clients. A preview is the picture itself: clients scale it."""
        path = f"/v/{picture}.jpg?ccb=11-4&oh=01&oe=66"
        digest = hashlib.sha256(self._path(picture).read_bytes()).digest()
        attrs = {
            "id": picture,
            "type": kind,
            "url": f"https://{HOST}{path}",
            "direct_path": path,
            "hash": base64.b64encode(digest).decode(),
        }
        return Node("picture", attrs)

    async def _download(self, request: web.Request) -> web.FileResponse:
        path = self._path(request.match_info["id"])
        if not path.exists():
            raise web.HTTPNotFound(text="there is no such picture, or no longer")
        return web.FileResponse(path, headers={"Content-Type": "image/jpeg"})

    def _path(self, picture: str) -> Path:
        return self._folder / f"{picture}.jpg"
