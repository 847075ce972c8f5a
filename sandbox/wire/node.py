"""A stanza: the XML-like tree that everything but media travels in."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

SHOWN = 24  # bytes of a content that a log shows


@dataclass
class Node:
    """Attribute values are text, addresses too (`15550001:1@s.whatsapp.net`); texts are bytes."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    content: list[Node] | bytes | None = None

    @property
    def children(self) -> list[Node]:
        return self.content if isinstance(self.content, list) else []

    @property
    def data(self) -> bytes:
        """The content as bytes; empty where there is none."""
        return self.content if isinstance(self.content, bytes) else b""

    def child(self, tag: str) -> Node | None:
        """The first child with this tag."""
        return next((node for node in self.children if node.tag == tag), None)

    def all(self, tag: str) -> list[Node]:
        return [node for node in self.children if node.tag == tag]

    def get(self, name: str) -> str:
        """An attribute; empty where it is absent."""
        return self.attrs.get(name, "")

    def __str__(self) -> str:
        """XML for logs; contents in hex, cut short."""
        attrs = "".join(f" {key}={quoteattr(value)}" for key, value in self.attrs.items())
        if self.content is None:
            return f"<{self.tag}{attrs}/>"
        if isinstance(self.content, bytes):
            inner = self.content[:SHOWN].hex()
            if len(self.content) > SHOWN:
                inner += f"… {len(self.content)} bytes"
        else:
            inner = "".join(str(node) for node in self.content)
        return f"<{self.tag}{attrs}>{inner}</{self.tag}>"
