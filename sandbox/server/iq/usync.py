"""Looking people up: addresses, devices, what they show, and whether they are on WhatsApp."""

from __future__ import annotations

from collections.abc import Callable

from sandbox.server.accounts import Account, Device
from sandbox.server.answer import required
from sandbox.server.service import Service
from sandbox.server.visibility import ABOUT, PICTURE, visible
from sandbox.wire.errors import WireError
from sandbox.wire.jid import LID, PN, Jid
from sandbox.wire.node import Node


def _lid(account: Account, asker: Account) -> Node:
    return Node("lid", {"val": str(account.lid)})


def _devices(account: Account, asker: Account) -> Node:
    listed = [
        Node("device", _index(device) | {"id": str(device.number)})
        for device in account.devices.values()
        if device.keys  # to one without, nobody could encrypt
    ]
    return Node("devices", content=[Node("device-list", content=listed)])


def _index(device: Device) -> dict[str, str]:
    return {"key-index": str(device.key_index)} if device.number else {}


def _about(account: Account, asker: Account) -> Node:
    if not visible(account, asker, ABOUT):
        return Node("status", {"code": "401", "t": "0"})
    return Node("status", {"t": str(account.about_at)}, account.about.encode())


def _text_status(account: Account, asker: Account) -> Node:
    if not visible(account, asker, ABOUT) or not account.about:
        return Node("text_status")
    attrs = {"text": account.about, "last_update_time": str(account.about_at)}
    return Node("text_status", attrs | {"ephemeral_duration_sec": "0"})


def _picture(account: Account, asker: Account) -> Node:
    shown = account.picture and visible(account, asker, PICTURE)
    return Node("picture", {"id": account.picture} if shown else {})


def _disappearing(account: Account, asker: Account) -> Node:
    attrs = {"duration": str(account.disappearing), "t": str(account.disappearing_at)}
    return Node("disappearing_mode", attrs)


def _business(account: Account, asker: Account) -> Node:
    """Nobody here is one."""
    return Node("business")


def _username(account: Account, asker: Account) -> Node:
    """Nobody here has one."""
    return Node("username")


def _contact(account: Account, asker: Account) -> Node:
    return Node("contact", {"type": "in"})


# Of what clients ask, only the profile of a bot has no answer: there is none, and no empty one.
ANSWERS: dict[str, Callable[[Account, Account], Node]] = {
    "business": _business,
    "contact": _contact,
    "devices": _devices,
    "disappearing_mode": _disappearing,
    "lid": _lid,
    "picture": _picture,
    "status": _about,
    "text_status": _text_status,
    "username": _username,
}


def query(service: Service, device: Device, iq: Node) -> list[Node]:
    """An answer for each user, once, in the order asked. Raises WireError."""
    request = required(iq, "usync")
    asked = required(request, "query").children
    # A client that writes to itself asks for itself twice, and would encrypt for each answer.
    distinct = {_key(user): user for user in required(request, "list").all("user")}
    users = [_user(service, device, user, asked) for user in distinct.values()]
    result = Node("result", content=[Node(child.tag) for child in asked])
    return [Node("usync", request.attrs, [result, Node("list", content=users)])]


def _key(user: Node) -> tuple[str, ...]:
    return user.get("jid"), *(child.data.hex() for child in user.children)


def _user(service: Service, asker: Device, user: Node, asked: list[Node]) -> Node:
    contact = user.child("contact")
    if contact and not user.get("jid"):
        return _number(service, asker, contact, asked)
    jid = Jid.parse(user.get("jid"))
    account = service.directory.account(jid)
    if account is None:
        return Node("user", {"jid": user.get("jid")})
    if jid.server == LID:  # whoever asks by it does not want to hear it again
        asked = [it for it in asked if it.tag != "lid"]
    other = {"pn_jid": str(account.pn)} if jid.server == LID else {}
    return Node("user", {"jid": user.get("jid")} | other, _answers(account, asker, asked))


def _number(service: Service, asker: Device, contact: Node, asked: list[Node]) -> Node:
    """Whether a number is on WhatsApp: `+15550001@c.us` or `+15550001`; said back as asked."""
    number = contact.data.decode("ascii", "replace").partition("@")[0].lstrip("+")
    if not number.isdigit():
        raise WireError("a contact is looked up by its number")
    account = service.directory.by_number(number)
    if account is None:
        out = Node("contact", {"type": "out"}, contact.data)
        return Node("user", {"jid": str(Jid(number, PN))}, [out])
    answers = [
        Node("contact", {"type": "in"}, contact.data) if it.tag == "contact" else it
        for it in _answers(account, asker, asked)
    ]
    by_lid = any(it.get("addressing_mode") == LID for it in asked if it.tag == "contact")
    jid = account.jid(LID if by_lid else PN)
    return Node("user", {"jid": str(jid), "pn_jid": str(account.pn)}, answers)


def _answers(account: Account, asker: Device, asked: list[Node]) -> list[Node]:
    account.watch(asker.account)
    return [ANSWERS[it.tag](account, asker.account) for it in asked if it.tag in ANSWERS]
