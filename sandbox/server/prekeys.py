"""A device's public Signal keys, as it uploaded them."""

from __future__ import annotations

from dataclasses import dataclass, field

from sandbox.storage import TRANSIENT
from sandbox.wire.errors import WireError
from sandbox.wire.node import Node

CURVE25519 = bytes([5])  # the type of all keys


@dataclass
class PreKeys:
    """One-time keys are given out once, oldest first; the signed one again and again."""

    registration: bytes  # 4
    identity: bytes  # 32
    signed: Node  # <skey> with id (3), value (32), signature (64)
    # values (32) by id (3), for clients upload hundreds; each is kept by itself
    once: dict[bytes, bytes] = field(default_factory=dict, metadata=TRANSIENT)

    def take(self) -> list[Node]:
        """The children of a bundle: enough to begin a session with this device."""
        first = next(iter(self.once), None)
        key = [one_time(first, self.once.pop(first))] if first is not None else []
        return [
            Node("registration", content=self.registration),
            Node("type", content=CURVE25519),
            Node("identity", content=self.identity),
            *key,
            self.signed,
        ]


def one_time(key_id: bytes, value: bytes) -> Node:
    return Node("key", content=[Node("id", content=key_id), Node("value", content=value)])


def signed_key(key_id: bytes, value: bytes, signature: bytes) -> Node:
    """Raises WireError unless the parts have 3, 32 and 64 bytes."""
    key = Node("skey", content=[Node("id", content=key_id), Node("value", content=value)])
    key.children.append(Node("signature", content=signature))
    return checked(key)


def checked(key: Node | None) -> Node:
    """A `<key>` or `<skey>` whose parts have the right sizes. Raises WireError."""
    sizes = {"id": 3, "value": 32} | ({"signature": 64} if key and key.tag == "skey" else {})
    for tag, size in sizes.items():
        part = key.child(tag) if key else None
        if part is None or len(part.data) != size:
            raise WireError(f"a key's {tag} must have {size} bytes")
    assert key is not None
    return key
