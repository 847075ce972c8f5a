"""Asking the server something, as a device does, and taking the answer apart."""

from __future__ import annotations

from sandbox.wire.node import Node
from tests.sandbox.server.owner import Owner
from tests.until import until


def ask(owner: Owner, kind: str, namespace: str, *children: Node, target: str = "") -> Node:
    """The answer to a question, be it an error."""
    attrs = {"type": kind, "xmlns": namespace, "id": f"Q{len(owner.heard)}", "target": target}
    owner.say(Node("iq", attrs | {"to": "s.whatsapp.net"}, list(children)))

    def mine() -> list[Node]:
        return [node for node in list(owner.heard) if node.get("id") == attrs["id"]]

    return until(mine, f"the answer to {namespace}")[0]


def child(node: Node, *path: str) -> Node:
    for tag in path:
        found = node.child(tag)
        assert found, f"<{node.tag}> has no <{tag}>"
        node = found
    return node


def error(node: Node) -> str:
    assert node.get("type") == "error"
    return child(node, "error").get("code")


def usync(owner: Owner, user: Node, *asked: str) -> Node:
    """What is found of one user."""
    query = Node("query", {}, [Node(tag) for tag in asked])
    request = Node("usync", {"sid": "1"}, [query, Node("list", {}, [user])])
    return child(ask(owner, "get", "usync", request), "usync", "list", "user")


def told(owner: Owner, kind: str) -> list[Node]:
    """The notifications of this kind, once there is one."""
    return until(
        lambda: [it for it in list(owner.heard) if it.get("type") == kind], f"the {kind} notice"
    )
