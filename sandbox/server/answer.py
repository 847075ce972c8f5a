"""How a question is answered: with children, or with a code and a word."""

from __future__ import annotations

from sandbox.wire.errors import WireError
from sandbox.wire.node import Node


class IqError(Exception):
    """A refusal: an HTTP-like code and WhatsApp's word for it, as in (404, "item-not-found")."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(f"{code} {text}")
        self.code = code
        self.text = text

    def node(self) -> Node:
        return Node("error", {"code": str(self.code), "text": self.text})


NOT_FOUND = (404, "item-not-found")


def result(iq: Node, children: list[Node]) -> Node:
    return Node("iq", _attrs(iq, "result"), children or None)


def failed(iq: Node, error: IqError) -> Node:
    return Node("iq", _attrs(iq, "error"), [error.node()])


def required(node: Node, tag: str) -> Node:
    """The child of this tag. Raises WireError."""
    child = node.child(tag)
    if child is None:
        raise WireError(f"<{node.tag}> lacks <{tag}>")
    return child


def _attrs(iq: Node, kind: str) -> dict[str, str]:
    return {"type": kind, "id": iq.get("id"), "from": iq.get("to") or "s.whatsapp.net"}
