"""A group as a phone knows it, and as the server tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from sandbox.people.directory import Directory
from sandbox.wire.jid import GROUP
from sandbox.wire.node import Node

Addressing = Literal["lid", "pn"]
ADMINS = ("admin", "superadmin")


@dataclass
class Member:
    number: str
    name: str = ""  # as this phone knows it
    admin: bool = False
    owner: bool = False


@dataclass
class Group:
    """`id` is its address, `120363…@g.us`; `created` in unix seconds."""

    id: str
    subject: str
    description: str = ""
    announce: bool = False  # only admins write
    locked: bool = False  # only admins change what it is called
    owner: str = ""  # number
    members: list[Member] = field(default_factory=list)
    created: float = 0.0
    addressing: Addressing = "lid"
    description_id: str = ""  # names the description that a new one replaces

    def member(self, number: str) -> Member | None:
        return next((it for it in self.members if it.number == number), None)


def read(node: Node, directory: Directory) -> Group:
    """A <group>; its members' names and numbers are learnt. Raises WireError."""
    directory.learn(node.get("creator"), node.get("creator_pn"))
    members = [_member(it, directory) for it in node.all("participant") if not it.get("error")]
    owners = [member.number for member in members if member.owner]
    creator = node.get("creator")
    description = node.child("description")
    body = description.child("body") if description else None
    return Group(
        id=f"{node.get('id').partition('@')[0]}@{GROUP}",
        subject=node.get("subject"),
        description=body.data.decode(errors="replace") if body else "",
        announce=node.child("announcement") is not None,
        locked=node.child("locked") is not None,
        owner=directory.number_of(creator) if creator else next(iter(owners), ""),
        members=members,
        created=float(node.get("creation") or 0),
        addressing="pn" if node.get("addressing_mode") == "pn" else "lid",
        description_id=description.get("id") if description else "",
    )


def numbers(node: Node, directory: Directory) -> list[str]:
    """The people that the children of `node` name. Raises WireError."""
    return [_number(it, directory) for it in node.children if it.get("jid")]


def _member(node: Node, directory: Directory) -> Member:
    kind = node.get("type")
    number = _number(node, directory)
    return Member(number, directory.name(number), kind in ADMINS, kind == "superadmin")


def _number(node: Node, directory: Directory) -> str:
    directory.learn(node.get("jid"), node.get("phone_number"))
    directory.learn(node.get("jid"), node.get("lid"))
    return directory.number_of(node.get("jid"))


def people(addresses: Sequence[str]) -> list[Node]:
    return [Node("participant", {"jid": address}) for address in addresses]
