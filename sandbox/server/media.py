"""The media host: encrypted files by the hash of what was uploaded."""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib
import json
import re
import secrets
from pathlib import Path

from aiohttp import web

from sandbox.server.faults.standing import Standing
from sandbox.server.pictures import Pictures

LARGEST = 100 << 20  # bytes of one file
HOST = "mmg.whatsapp.net"
CHUNK = 1 << 16
TICK = 0.1  # seconds between two parts of a file that comes slowly
TYPE = {"Content-Type": "application/octet-stream"}


class Media:
    """Files in a folder; only who got `auth` from the server may add one."""

    def __init__(self, folder: Path, faults: Standing | None = None) -> None:
        self._folder = folder
        self._faults = faults or Standing()
        self.auth = secrets.token_urlsafe(24)
        self.pictures = Pictures(folder)

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/mms/{kind}/{token}", self._upload),
            web.get("/v/{token}.enc", self._download),
            web.delete("/mms/{kind}/{token}", self._delete),
            *self.pictures.routes(),
        ]

    async def _upload(self, request: web.Request) -> web.Response:
        digest = _digest(request.match_info["token"])
        if not secrets.compare_digest(request.query.get("auth", ""), self.auth):
            raise web.HTTPUnauthorized(text="ask the server for a new media_conn")
        if status := self._failure("upload"):
            return web.Response(status=status)
        part = self._folder / f"{secrets.token_hex(8)}.part"
        try:
            if await _save(request, part, self._rate()) != digest:
                raise web.HTTPBadRequest(text="the body does not match its hash")
            part.replace(self._path(digest))
        finally:
            part.unlink(missing_ok=True)
        # Clients add to it with '&': it must have a query already.
        path = f"/v/{_token(digest)}.enc?ccb=11-4&oh=01&oe=66"
        answer = {"url": f"https://{HOST}{path}", "direct_path": path}
        return web.Response(text=json.dumps(answer), content_type="application/json")

    async def _download(self, request: web.Request) -> web.StreamResponse:
        if status := self._failure("download"):
            return web.Response(status=status)
        path = self._path(_digest(request.match_info["token"]))
        if not path.exists():
            raise web.HTTPNotFound(text="no such file")
        if rate := self._rate():
            return await _trickle(request, path, rate)
        return web.FileResponse(path, headers=TYPE)

    async def _delete(self, request: web.Request) -> web.Response:
        self._path(_digest(request.match_info["token"])).unlink(missing_ok=True)
        return web.Response()

    def _failure(self, way: str) -> int:
        """The status that is to be answered instead; 0 for none."""
        values = self._faults.strike("media-error", None, on=way)
        return int(values["status"]) if values else 0

    def _rate(self) -> int:
        """Bytes a second; 0 for as fast as can be."""
        values = self._faults.strike("media-slow", None)
        return int(values["rate"]) if values else 0

    def _path(self, digest: bytes) -> Path:
        return self._folder / digest.hex()


async def _trickle(request: web.Request, path: Path, rate: int) -> web.StreamResponse:
    """A file at `rate` bytes a second."""
    response = web.StreamResponse(headers=TYPE)
    response.content_length = path.stat().st_size
    await response.prepare(request)
    with path.open("rb") as file:
        while chunk := file.read(max(1, min(CHUNK, int(rate * TICK)))):
            await asyncio.sleep(len(chunk) / rate)
            await response.write(chunk)
    await response.write_eof()
    return response


async def _save(request: web.Request, path: Path, rate: int) -> bytes:
    """The SHA-256 of the body, which is now in the file."""
    digest = hashlib.sha256()
    size = 0
    with path.open("wb") as file:
        async for chunk in request.content.iter_chunked(CHUNK):
            size += len(chunk)
            if size > LARGEST:
                raise web.HTTPRequestEntityTooLarge(LARGEST, size)
            digest.update(chunk)
            file.write(chunk)
            if rate:
                await asyncio.sleep(len(chunk) / rate)
    return digest.digest()


def _digest(token: str) -> bytes:
    """A SHA-256 in URL-safe base64, padded or not."""
    if re.fullmatch(r"[A-Za-z0-9_-]{43}=?", token):
        try:
            return base64.urlsafe_b64decode(token[:43] + "=")
        except binascii.Error:
            pass
    raise web.HTTPBadRequest(text="the name of a file is its SHA-256 in URL-safe base64")


def _token(digest: bytes) -> str:
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
