"""The API of faults: what can go wrong, what goes wrong now, and an end to it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from sandbox.control import fields
from sandbox.control.common import PEOPLE, success
from sandbox.people.errors import PhoneError, bad_request
from sandbox.server.faults.desk import Faults
from sandbox.server.faults.fault import Fault, FaultError, NothingThere, read

routes = web.RouteTableDef()

FAULTS = web.AppKey("faults", Faults)


@routes.get("/api/faults")
async def listed(request: web.Request) -> web.Response:
    faults = request.app[FAULTS]
    return success(faults=faults.standing(), catalogue=faults.catalogue())


@routes.post("/api/faults")
async def start(request: web.Request) -> web.Response:
    """What the fields mean is said in the catalogue. `id` is null for what is over at once."""
    wish = await fields.body(request)
    try:
        fault = read(wish)
        number = request.app[FAULTS].start(fault)
    except FaultError as reason:
        raise _in_words(reason) from None
    if fault.kind.name in BY_PHONE:
        await BY_PHONE[fault.kind.name](request, fault)
    return success(id=number)


@routes.delete("/api/faults")
async def clear_all(request: web.Request) -> web.Response:
    request.app[FAULTS].clear_all()
    return success()


@routes.delete("/api/faults/{id:[0-9]{1,15}}")
async def clear(request: web.Request) -> web.Response:
    try:
        request.app[FAULTS].clear(int(request.match_info["id"]))
    except NothingThere as reason:
        raise _in_words(reason) from None
    return success()


async def _set_up_anew(request: web.Request, fault: Fault) -> None:
    assert fault.target
    await (await request.app[PEOPLE].phone(fault.target.number)).reinstall()


def _in_words(reason: FaultError) -> PhoneError:
    if isinstance(reason, NothingThere):
        return PhoneError("not_found", str(reason))
    return bad_request(str(reason))


BY_PHONE: dict[str, Callable[[web.Request, Fault], Awaitable[None]]] = {
    "new-identity": _set_up_anew,
}
