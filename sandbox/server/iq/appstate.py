"""App state: settings that an account's devices share, as encrypted patches in collections."""

from __future__ import annotations

from sandbox.server import announce
from sandbox.server.accounts import Device
from sandbox.server.answer import IqError, required
from sandbox.server.service import Service
from sandbox.wire import proto
from sandbox.wire.errors import WireError
from sandbox.wire.node import Node

VERSION = 1  # field of SyncdPatch; devices leave it for the server to fill in


def sync(service: Service, device: Device, iq: Node) -> list[Node]:
    """Each collection: what came after the device's version, once its own patch, if any, is in."""
    collections = required(iq, "sync").all("collection")
    answers = [_collection(service, device, collection) for collection in collections]
    return [Node("sync", content=answers)]


def _collection(service: Service, device: Device, request: Node) -> Node:
    name = request.get("name")
    known = _version(request)
    patches = device.account.patches.setdefault(name, [])
    attrs = {"name": name}
    patch = request.child("patch")
    if patch is None:
        return Node("collection", attrs | {"version": str(len(patches))}, _since(patches, known))
    if known != len(patches):
        conflict = [IqError(409, "conflict").node(), *_since(patches, known)]
        attrs |= {"type": "error", "version": str(len(patches))}
        return Node("collection", attrs, conflict)
    number = len(patches) + 1
    patches.append(proto.encode((VERSION, proto.encode((1, number)))) + patch.data)
    service.changed(device.account)
    attrs |= {"version": str(number)}
    announce.to_own(service, device, Node("collection", dict(attrs)), "server_sync")
    return Node("collection", attrs | {"type": "result"})


def _version(request: Node) -> int:
    text = request.get("version") or "0"
    if not text.isdigit():
        raise WireError("a version is a number")
    return int(text)


def _since(patches: list[bytes], known: int) -> list[Node]:
    newer = [Node("patch", content=patch) for patch in patches[known:]]
    return [Node("patches", content=newer)] if newer else []
