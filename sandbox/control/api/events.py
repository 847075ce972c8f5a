"""Everything that happens to a phone, as server-sent events (HTML standard, section 9.2)."""

from __future__ import annotations

import contextlib
import json
import secrets

from aiohttp import web

from sandbox.control.common import phone_of
from sandbox.people.phone import Phone

routes = web.RouteTableDef()

HEARTBEAT = 15.0  # seconds; a comment, so that both sides notice a line that is dead
RETRY = 1000  # milliseconds until a browser comes again
LIFE = web.AppKey("life", str)  # of this server: ids of another one mean nothing here
ENDING = web.AppKey("ending", set[Phone])  # phones whose watchers shall go: all, at the end


def new_life() -> str:
    return secrets.token_hex(4)


@routes.get("/api/phones/{number}/events")
async def events(request: web.Request) -> web.StreamResponse:
    """From now on, or after `Last-Event-ID`; `reset` where that is not known (any more): what
    is shown must be asked for anew."""
    phone = await phone_of(request)
    headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
    stream = web.StreamResponse(headers=headers)
    await stream.prepare(request)
    with contextlib.suppress(ConnectionError):  # the watcher is gone
        await _follow(request, phone, stream)
    return stream


async def _follow(request: web.Request, phone: Phone, stream: web.StreamResponse) -> None:
    life, ending = request.app[LIFE], request.app[ENDING]
    seen, known = _start(phone, life, request.headers.get("Last-Event-ID"))
    await stream.write(f"retry: {RETRY}\n".encode())
    await stream.write(_event("ready" if known else "reset", f"{life}-{seen}", {}))
    while phone not in ending:
        moments = await phone.feed.wait(seen, HEARTBEAT)
        if not moments:
            await stream.write(b": still here\n\n")
        for moment in moments:
            seen = moment.id
            data = {**moment.data, "at": moment.at}
            await stream.write(_event(moment.kind, f"{life}-{seen}", data))


def _start(phone: Phone, life: str, last: str | None) -> tuple[int, bool]:
    """The moment after which to begin, and whether nothing was missed."""
    kept = phone.feed.since(0)
    newest = kept[-1].id if kept else 0
    if last is None:
        return newest, True
    of, _, number = last.partition("-")
    seen = int(number) if number.isdecimal() else -1
    oldest = kept[0].id if kept else 1
    known = of == life and oldest - 1 <= seen <= newest
    return (seen, True) if known else (newest, False)


def _event(kind: str, id: str, data: dict[str, object]) -> bytes:
    return f"id: {id}\nevent: {kind}\ndata: {json.dumps(data)}\n\n".encode()
