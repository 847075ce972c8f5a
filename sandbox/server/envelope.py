"""What is around a message: from whom and when, never what is in it."""

from __future__ import annotations

import time

from sandbox.server.accounts import Device
from sandbox.wire.node import Node

Copies = list[tuple[Device, Node]]  # what each device gets

KEPT = ("id", "type", "edit", "category")
ON = ("meta", "biz")  # children that go on to every recipient, unread
PREKEY = "pkmsg"  # a copy that begins a session; its reader wants to know the sender's identity


def envelope(node: Node, encrypted: list[Node], addresses: dict[str, str]) -> Node:
    """The message as one device gets it, with what is encrypted for that one."""
    attrs = {key: node.get(key) for key in KEPT} | {"t": str(int(time.time()))} | addresses
    children = [*encrypted, *(child for child in node.children if child.tag in ON)]
    identity = node.child("device-identity")
    if identity and any(part.get("type") == PREKEY for part in encrypted):
        children.append(identity)
    return Node("message", {key: value for key, value in attrs.items() if value}, children)


def ack(node: Node, error: str = "") -> Node:
    attrs = {"class": "message", "id": node.get("id"), "from": node.get("to"), "error": error}
    return Node("ack", attrs | {"t": str(int(time.time()))})


def fingerprint(node: Node) -> tuple[str, ...]:
    """What a message that is sent again has in common with the first one."""
    # A resend that a recipient asked for has the id of the first one, but another count.
    encrypted = node.child("enc")
    count = encrypted.get("count") if encrypted else ""
    return node.get("id"), node.get("to"), node.get("participant"), count
