"""Questions that need a sentence or less."""

from __future__ import annotations

import asyncio

from sandbox.server.accounts import Device
from sandbox.server.media import HOST
from sandbox.server.service import Service
from sandbox.wire.node import Node


def accepted(service: Service, device: Device, iq: Node) -> list[Node]:
    """Yes."""
    return []


def passive(service: Service, device: Device, iq: Node) -> list[Node]:
    """`<active/>`: a client that has logged in is ready for what others sent."""
    if iq.child("active"):
        asyncio.get_running_loop().call_soon(device.go_live)  # after the result
    return []


def media_connection(service: Service, device: Device, iq: Node) -> list[Node]:
    """Where media are kept, and the right to put them there. Times in seconds."""
    attrs = {
        "auth": service.media.auth,
        "ttl": "300",
        "auth_ttl": "21600",
        "max_buckets": "12",
    }
    return [Node("media_conn", attrs, [Node("host", {"hostname": HOST})])]


def properties(service: Service, device: Device, iq: Node) -> list[Node]:
    """What WhatsApp tries out on this client: nothing."""
    return [Node("props", {"protocol": "1", "hash": "none", "refresh": "86400"})]


def business(service: Service, device: Device, iq: Node) -> list[Node]:
    """Profiles of businesses: nobody here is one."""
    return [Node("business_profile")]


def bots(service: Service, device: Device, iq: Node) -> list[Node]:
    """WhatsApp's own bots: there are none here."""
    return [Node("bot", {"v": "2"})]
