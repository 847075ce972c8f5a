"""Multi-device: a companion logs out, a phone removes one or answers a pairing code."""

from __future__ import annotations

import asyncio

from sandbox.server import linkcode, unlinking
from sandbox.server.accounts import Device
from sandbox.server.answer import NOT_FOUND, IqError, required
from sandbox.server.service import Service
from sandbox.wire.jid import Jid
from sandbox.wire.node import Node


def change(service: Service, device: Device, iq: Node) -> list[Node]:
    request = iq.child(linkcode.TAG)
    if request and request.get("stage") == "primary_hello":
        linkcode.primary_hello(service, device, request)
        return []
    _remove(service, device, required(iq, "remove-companion-device"))
    return []


def _remove(service: Service, device: Device, request: Node) -> None:
    target = service.directory.device(Jid.parse(request.get("jid")))
    if target is None or target.account is not device.account or not target.number:
        raise IqError(*NOT_FOUND)
    if device.number and target is not device:
        raise IqError(403, "forbidden")
    final = None if target is device else unlinking.REMOVED
    # After the result, which may be for the very device that goes.
    asyncio.get_running_loop().call_soon(unlinking.unlink, service, target, final)
