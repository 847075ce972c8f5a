"""The end of a companion: removed by its phone, or logged out by itself."""

from __future__ import annotations

import logging

from sandbox.server import notices
from sandbox.server.accounts import Device
from sandbox.server.presence import set_available
from sandbox.server.service import Service
from sandbox.wire.node import Node

log = logging.getLogger(__name__)

REMOVED = Node("stream:error", {"code": "401"}, [Node("conflict", {"type": "device_removed"})])


def unlink(service: Service, device: Device, final: Node | None) -> None:
    """Forgets the device, with what waits for it; `final` is the last thing that it hears."""
    set_available(device, False)
    del device.account.devices[device.number]
    service.changed(device)
    log.info("unlinked %s", device.pn)
    if device.session:
        session = device.session
        device.disconnect(session)
        session.end(final)
    notices.devices_changed(service, device)
