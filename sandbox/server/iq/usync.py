"""Looking people up: LID, devices, about text, and whether a number is on WhatsApp."""

from __future__ import annotations

from collections.abc import Callable

from sandbox.server.accounts import Account, Device
from sandbox.server.answer import required
from sandbox.server.service import Service
from sandbox.wire.errors import WireError
from sandbox.wire.jid import PN, Jid
from sandbox.wire.node import Node


def _lid(account: Account) -> Node:
    return Node("lid", {"val": str(account.lid)})


def _devices(account: Account) -> Node:
    listed = [
        Node("device", _index(device) | {"id": str(device.number)})
        for device in account.devices.values()
        if device.keys  # to one without, nobody could encrypt
    ]
    return Node("devices", content=[Node("device-list", content=listed)])


def _index(device: Device) -> dict[str, str]:
    return {"key-index": str(device.key_index)} if device.number else {}


def _about(account: Account) -> Node:
    return Node("status", content=account.about.encode())


ANSWERS: dict[str, Callable[[Account], Node]] = {
    "lid": _lid,
    "devices": _devices,
    "status": _about,
}


def query(service: Service, device: Device, iq: Node) -> list[Node]:
    request = required(iq, "usync")
    asked = [child.tag for child in required(request, "query").children]
    users = [_user(service, device, user, asked) for user in required(request, "list").all("user")]
    answer = [Node("result"), Node("list", content=users)]
    return [Node("usync", request.attrs, answer)]


def _user(service: Service, asker: Device, user: Node, asked: list[str]) -> Node:
    contact = user.child("contact")
    if contact:
        return _contact(service, contact)
    account = service.directory.account(Jid.parse(user.get("jid")))
    if account is None:
        return Node("user", {"jid": user.get("jid")})
    if "devices" in asked:
        account.watchers.add(asker.account.number)
    answers = [ANSWERS[tag](account) for tag in asked if tag in ANSWERS]
    return Node("user", {"jid": user.get("jid")}, answers)


def _contact(service: Service, contact: Node) -> Node:
    """`+15550001@c.us` or `+15550001`: in, with both addresses, or out."""
    text = contact.data.decode("ascii", "replace")
    number = text.partition("@")[0].lstrip("+")
    if not number.isdigit():
        raise WireError("a contact is looked up by its number")
    account = service.directory.by_number(number)
    found = Node("contact", {"type": "in" if account else "out"}, contact.data)
    if account is None:
        return Node("user", {"jid": str(Jid(number, PN))}, [found])
    return Node("user", {"jid": str(account.lid), "pn_jid": str(account.pn)}, [found])
