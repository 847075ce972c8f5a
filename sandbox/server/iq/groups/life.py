"""How a group begins, and how people take their leave of it."""

from __future__ import annotations

from sandbox.server import groupview, membership, notices
from sandbox.server.accounts import Account, Device
from sandbox.server.answer import NOT_FOUND, IqError
from sandbox.server.groups import MEMBER, Group
from sandbox.server.iq.groups import members, settings
from sandbox.server.service import Service
from sandbox.wire.jid import GROUP, Jid
from sandbox.wire.node import Node

COMMUNITY = frozenset({"parent", "linked_parent"})
ADDRESSINGS = frozenset({"lid", "pn"})


def create(service: Service, device: Device, request: Node) -> list[Node]:
    """Whoever cannot be added stands in the answer with an error. Raises IqError, WireError."""
    if any(child.tag in COMMUNITY for child in request.children):
        raise IqError(501, "feature-not-implemented")
    creator = device.account
    asked = request.get("addressing_mode")
    group = Group.new(
        creator.number,
        settings.checked_subject(request.get("subject")),
        asked if asked in ADDRESSINGS else service.addressing,
    )
    settings.initial(group, request)
    refused = _people(service, group, creator, request)
    service.groups.put(group)
    service.changed(group)
    _tell(service, group, device, request.get("key"))
    return [groupview.whole(service, group, *refused)]


def _people(service: Service, group: Group, creator: Account, request: Node) -> list[Node]:
    """Lets in who can be; the others, as the answer names them."""
    refused = []
    for jid in members.named(request):
        account, answer = members.candidate(service, group, creator, jid)
        if account:
            group.members[account.number] = MEMBER
        elif answer.get("error") != members.IS_MEMBER:
            refused.append(answer)
    return refused


def _tell(service: Service, group: Group, device: Device, key: str) -> None:
    attrs = {"type": "new"} | ({"key": key} if key else {})
    created = Node("create", attrs, [groupview.whole(service, group)])
    notices.group_changed(service, group, device.account, created, group.members, but=device)


def leave(service: Service, device: Device, request: Node) -> list[Node]:
    return [Node("leave", content=[_left(service, device, it) for it in request.all("group")])]


def _left(service: Service, device: Device, asked: Node) -> Node:
    group_id = asked.get("id").removesuffix(f"@{GROUP}")
    group = service.groups.find(Jid(group_id, GROUP))
    number = device.account.number
    if group is None or number not in group.members:
        return Node("group", {"id": asked.get("id"), "error": str(NOT_FOUND[0])})
    membership.remove(service, group, device.account, [number])
    return Node("group", {"id": asked.get("id")})
