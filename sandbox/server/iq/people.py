"""What people show of themselves: a picture, and a line about them."""

from __future__ import annotations

import time

from sandbox.server.accounts import Device
from sandbox.server.answer import NOT_FOUND, IqError, required
from sandbox.server.service import Service
from sandbox.wire.node import Node


def picture(service: Service, device: Device, iq: Node) -> list[Node]:
    """Nobody has one here."""
    raise IqError(*NOT_FOUND)


def set_picture(service: Service, device: Device, iq: Node) -> list[Node]:
    """Accepted, but not kept."""
    return [Node("picture", {"id": str(int(time.time()))})] if iq.child("picture") else []


def set_about(service: Service, device: Device, iq: Node) -> list[Node]:
    device.account.about = required(iq, "status").data.decode("utf-8", "replace")
    return []
