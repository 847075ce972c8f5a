"""Prekeys: uploading one's own, counting them, fetching those of others."""

from __future__ import annotations

import hashlib

from sandbox.server import notices
from sandbox.server.accounts import Device
from sandbox.server.answer import NOT_FOUND, IqError, required
from sandbox.server.prekeys import CURVE25519, PreKeys, checked
from sandbox.server.service import Service
from sandbox.wire.errors import WireError
from sandbox.wire.jid import Jid
from sandbox.wire.node import Node

LOW = 4  # of one-time keys; clients upload more when they have fewer than 5


def upload(service: Service, device: Device, iq: Node) -> list[Node]:
    """Adds one-time keys and replaces the signed one; `<rotate>` replaces that alone."""
    rotate = iq.child("rotate")
    if rotate:
        _keys_of(device).signed = checked(rotate.child("skey"))
        service.changed(device)
        return []
    registration = required(iq, "registration").data
    identity = required(iq, "identity").data
    if len(registration) != 4 or len(identity) != 32:
        raise WireError("a registration id has 4 bytes, an identity key 32")
    fresh = [checked(key) for key in required(iq, "list").all("key")]
    signed = checked(iq.child("skey"))
    kept = device.keys.once if device.keys and device.keys.identity == identity else {}
    once = kept | {required(key, "id").data: required(key, "value").data for key in fresh}
    device.keys = PreKeys(registration, identity, signed, once)
    service.changed(device)
    return []


def query(service: Service, device: Device, iq: Node) -> list[Node]:
    if iq.child("count"):
        left = len(device.keys.once) if device.keys else 0
        return [Node("count", {"value": str(left)})]
    if iq.child("digest"):
        return [_digest(_keys_of(device))]
    users = required(iq, "key").all("user")
    return [Node("list", content=[_bundle(service, user.get("jid")) for user in users])]


def _keys_of(device: Device) -> PreKeys:
    if device.keys is None:
        raise IqError(*NOT_FOUND)
    return device.keys


def _digest(keys: PreKeys) -> Node:
    """What a client compares its own keys with. The hash is a SHA-1 of all public parts."""
    parts = [keys.identity, *(required(keys.signed, tag).data for tag in ("value", "signature"))]
    parts += keys.once.values()
    return Node(
        "digest",
        content=[
            Node("registration", content=keys.registration),
            Node("type", content=CURVE25519),
            Node("identity", content=keys.identity),
            keys.signed,
            Node("list", content=[Node("id", content=key) for key in keys.once]),
            Node("hash", content=hashlib.sha1(b"".join(parts)).digest()),
        ],
    )


def _bundle(service: Service, asked: str) -> Node:
    owner = service.directory.device(Jid.parse(asked))
    if owner is None or owner.keys is None:
        return Node("user", {"jid": asked}, [IqError(*NOT_FOUND).node()])
    bundle = owner.keys.take()
    service.changed(owner)
    if len(owner.keys.once) == LOW:
        notices.prekeys_low(service, owner, LOW)
    return Node("user", {"jid": asked}, bundle)
