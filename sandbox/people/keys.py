"""Signal keys as stanzas: our prekeys to the server, bundles of others from it."""

from __future__ import annotations

from collections.abc import Sequence

from sandbox.people.connection import Connection
from sandbox.people.signal.errors import BadMessage
from sandbox.people.signal.prekeys import Bundle, PreKeys
from sandbox.people.signal.primitives import DJB, KeyPair
from sandbox.wire.jid import Jid
from sandbox.wire.node import Node

UPLOAD = 50  # one-time keys at a time


async def upload(connection: Connection, prekeys: PreKeys) -> None:
    """Gives the server new one-time keys, and the others with them. Raises PhoneError."""
    new = [key_node(n, key) for n, key in prekeys.make(UPLOAD).items()]
    await connection.query(
        "set", "encrypt", *own_nodes(prekeys), Node("list", {}, new), signed_node(prekeys)
    )


async def count(connection: Connection) -> int:
    """How many one-time keys of ours the server has left. Raises PhoneError."""
    answer = await connection.query("get", "encrypt", Node("count"))
    left = answer.child("count")
    return int(left.get("value") or 0) if left else 0


async def fetch(connection: Connection, devices: Sequence[Jid]) -> dict[Jid, Bundle]:
    """The bundles of those devices that have one. Raises PhoneError, BadMessage."""
    if not devices:
        return {}
    users = [Node("user", {"jid": str(device), "reason": "identity"}) for device in devices]
    answer = await connection.query("get", "encrypt", Node("key", {}, users))
    listed = answer.child("list")
    found = [user for user in (listed.all("user") if listed else []) if not user.child("error")]
    return {Jid.parse(user.get("jid")): bundle(user, user) for user in found}


def bundle(device: Node, keys: Node) -> Bundle:
    """The `registration` stands in `device`, the rest in `keys`. Raises BadMessage."""
    try:
        signed = _child(keys, "skey")
        prekey = keys.child("key")
        return Bundle(
            registration_id=_number(_child(device, "registration")),
            identity=_child(keys, "identity").data,
            signed_id=_number(_child(signed, "id")),
            signed_key=_child(signed, "value").data,
            signature=_child(signed, "signature").data,
            prekey_id=_number(_child(prekey, "id")) if prekey else None,
            prekey=_child(prekey, "value").data if prekey else None,
        )
    except KeyError as error:
        raise BadMessage(f"a key bundle lacks {error}") from None


def for_retry(prekeys: PreKeys) -> list[Node]:
    """What a retry receipt carries, so that the sender can start a fresh session at once."""
    (number, key), *_ = prekeys.make(1).items()
    registration, *own = own_nodes(prekeys)
    return [registration, Node("keys", {}, [*own, key_node(number, key), signed_node(prekeys)])]


def own_nodes(prekeys: PreKeys) -> list[Node]:
    return [
        Node("registration", {}, prekeys.registration_id.to_bytes(4, "big")),
        Node("type", {}, DJB),
        Node("identity", {}, prekeys.identity.public),
    ]


def signed_node(prekeys: PreKeys) -> Node:
    node = key_node(prekeys.signed_id, prekeys.signed)
    return Node("skey", {}, [*node.children, Node("signature", {}, prekeys.signature)])


def key_node(number: int, key: KeyPair) -> Node:
    value = Node("value", {}, key.public)
    return Node("key", {}, [Node("id", {}, number.to_bytes(3, "big")), value])


def _child(node: Node, tag: str) -> Node:
    child = node.child(tag)
    if child is None:
        raise KeyError(tag)
    return child


def _number(node: Node) -> int:
    return int.from_bytes(node.data, "big")
