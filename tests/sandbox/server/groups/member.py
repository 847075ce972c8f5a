"""A phone that is in groups, and what groups look like to it."""

from __future__ import annotations

from sandbox.wire.node import Node
from tests.sandbox.server.owner import Owner
from tests.until import until

ALICE, BOB, CAROL = "15550001", "15550002", "15550003"
NOBODY = "15559999@s.whatsapp.net"


class Member(Owner):
    """A phone that asks, and remembers what it was told."""

    @property
    def pn(self) -> str:
        return f"{self.number}@s.whatsapp.net"

    @property
    def lid(self) -> str:
        return str(self.loopback.run(self.loopback.server.network.lid, self.number))

    def ask(self, to: str, child: Node, kind: str = "set") -> Node:
        """The answer."""
        iq_id = f"q{len(self.heard)}-{self.number}"
        self.say(Node("iq", {"id": iq_id, "xmlns": "w:g2", "type": kind, "to": to}, [child]))
        return until(lambda: self._answer(iq_id), f"an answer to {child.tag}")

    def refused(self, to: str, child: Node, kind: str = "set") -> str:
        """The code of the error; empty when there is none."""
        error = self.ask(to, child, kind).child("error")
        return error.get("code") if error else ""

    def told(self, change: str) -> list[Node]:
        """The notifications of such a change."""
        notices = [node for node in list(self.heard) if node.tag == "notification"]
        return [node for node in notices if node.child(change)]

    def hears(self, change: str) -> Node:
        """The last of these notifications, once it is there."""
        return until(lambda: self.told(change), f"news of {change}")[-1]

    def messages(self) -> list[Node]:
        return [node for node in list(self.heard) if node.tag == "message"]

    def posts(self, message: Node) -> str:
        """What the ack says is wrong; empty when nothing is."""
        self.say(message)
        return until(lambda: self._ack(message.get("id")), "an ack").get("error")

    def _answer(self, iq_id: str) -> Node | None:
        answers = (it for it in list(self.heard) if it.tag == "iq" and it.get("id") == iq_id)
        return next(answers, None)

    def _ack(self, message_id: str) -> Node | None:
        acks = (it for it in list(self.heard) if it.tag == "ack" and it.get("id") == message_id)
        return next(acks, None)


def participant(address: str) -> Node:
    return Node("participant", {"jid": address})


def change(action: str, *people: str) -> Node:
    return Node(action, content=[participant(it) for it in people])


def info(member: Member, gid: str) -> Node:
    return member.ask(gid, Node("query", {"request": "interactive"}), "get").children[0]


def roles(group: Node) -> dict[str, str]:
    """By number."""
    return {number_of(it): it.get("type") for it in group.all("participant")}


def number_of(node: Node) -> str:
    address = node.get("phone_number") or node.get("jid")
    return address.partition("@")[0]


def named(node: Node, member: Member, mode: str) -> bool:
    """Whether a `<participant>` names them in this mode."""
    if mode == "lid":
        return (node.get("jid"), node.get("phone_number")) == (member.lid, member.pn)
    return (node.get("jid"), node.get("lid")) == (member.pn, member.lid)


def post(gid: str, *keys: str, message_id: str = "M1") -> Node:
    own = [
        Node("to", {"jid": it}, [Node("enc", {"v": "2", "type": "pkmsg"}, b"k")]) for it in keys
    ]
    ciphertext = Node("enc", {"v": "2", "type": "skmsg"}, b"ciphertext")
    children = [Node("participants", content=own), ciphertext, Node("device-identity", {}, b"i")]
    return Node("message", {"id": message_id, "type": "text", "to": gid}, children)
