"""Questions that need a sentence or less."""

from __future__ import annotations

import asyncio
import secrets

from sandbox.server.accounts import Device
from sandbox.server.answer import NOT_FOUND, IqError
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


def mex(service: Service, device: Device, iq: Node) -> list[Node]:
    """GraphQL in an envelope; here it has no data."""
    return [Node("result", content=b'{"data":{}}')]


def contact_code(service: Service, device: Device, iq: Node) -> list[Node]:
    """The code behind a contact's own QR."""
    return [Node("qr", {"code": secrets.token_hex(8).upper()})]


def groups(service: Service, device: Device, iq: Node) -> list[Node]:
    """Nobody is in a group here."""
    if iq.child("participating"):
        return [Node("groups")]
    raise IqError(*NOT_FOUND)
