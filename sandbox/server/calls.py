"""Calls: the server carries what rings, and what ends it, between two people; nobody talks."""

from __future__ import annotations

import time

from sandbox.server.accounts import Device
from sandbox.server.service import Service
from sandbox.wire.errors import WireError
from sandbox.wire.jid import Jid
from sandbox.wire.node import Node


def call(service: Service, device: Device, node: Node) -> None:
    """`<offer>`, `<reject>`, `<terminate>`, …: for all devices of the other. Raises WireError."""
    if len(node.children) != 1:
        raise WireError("a call has one thing to say")
    (said,) = node.children
    attrs = {"class": "call", "id": node.get("id"), "from": node.get("to"), "type": said.tag}
    peer = service.directory.account(Jid.parse(node.get("to")))
    device.send(Node("ack", attrs))
    if peer is None or peer.blocks(device.account):
        return
    caller = {"caller_pn": str(device.account.pn)} if said.tag == "offer" else {}
    child = Node(said.tag, said.attrs | caller, said.content)
    attrs = {
        "id": node.get("id"),
        "from": str(device.jid(service.addressing)),
        "t": str(int(time.time())),
        "notify": device.account.name,
    }
    for other in peer.devices.values():
        other.push(Node("call", attrs, [child]))
