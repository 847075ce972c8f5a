"""What a linked device may send: one handler for each kind of stanza."""

from __future__ import annotations

import logging
from collections.abc import Callable

from sandbox.server import calls, iq, presence, receipts, router
from sandbox.server.accounts import Device
from sandbox.server.service import Service
from sandbox.wire.errors import WireError
from sandbox.wire.node import Node

log = logging.getLogger(__name__)

Handler = Callable[[Service, Device, Node], None]


def _ack(service: Service, device: Device, node: Node) -> None:
    device.outbox.ack(node)


def _ignore(service: Service, device: Device, node: Node) -> None:
    """Statistics, and the like."""


HANDLERS: dict[str, Handler] = {
    "ack": _ack,
    "call": calls.call,
    "chatstate": presence.chatstate,
    "ib": _ignore,
    "iq": iq.handle,
    "message": router.message,
    "presence": presence.presence,
    "receipt": receipts.receipt,
}


def receive(service: Service, device: Device, node: Node) -> None:
    """Carries out what `device` sent; what cannot be understood changes nothing."""
    log.debug("%s > %s", device.pn, node)
    handler = HANDLERS.get(node.tag)
    if handler is None:
        log.warning("%s sent a stanza <%s> that is not known here", device.pn, node.tag)
        return
    try:
        handler(service, device, node)
    except WireError as error:
        log.warning("%s sent a <%s> that makes no sense: %s", device.pn, node.tag, error)
