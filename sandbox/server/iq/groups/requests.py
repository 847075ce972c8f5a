"""Who asks to be let into a group whose admins must agree, and what they decide."""

from __future__ import annotations

from sandbox.server import groupview, membership, notices
from sandbox.server.accounts import Account, Device
from sandbox.server.groups import Group, now
from sandbox.server.iq.groups import members
from sandbox.server.service import Service
from sandbox.wire.errors import WireError
from sandbox.wire.jid import Jid
from sandbox.wire.node import Node

APPROVE, REJECT = "approve", "reject"


def ask(service: Service, group: Group, account: Account) -> None:
    """The admins hear of it; again is no error."""
    group.requests[account.number] = now()
    service.changed(group)
    user = Node("requested_user", groupview.person(group, account))
    asked = Node("created_membership_requests", {"request_method": "invite_link"}, [user])
    notices.group_changed(service, group, account, asked, group.admins)


def waiting(service: Service, group: Group, device: Device, request: Node) -> list[Node]:
    asked = [
        Node(
            "membership_approval_request",
            _person(service, group, number) | {"request_time": str(at)},
        )
        for number, at in group.requests.items()
    ]
    return [Node("membership_approval_requests", content=asked)]


def decide(service: Service, group: Group, device: Device, request: Node) -> list[Node]:
    """`<approve>` or `<reject>` for several people. Raises WireError."""
    decision = next(iter(request.children), None)
    if decision is None or decision.tag not in (APPROVE, REJECT):
        raise WireError("a request to become a member is approved or rejected")
    asked = [(jid, _asking(service, group, jid)) for jid in members.named(decision)]
    numbers = list(dict.fromkeys(number for _, number in asked if number))
    if numbers and decision.tag == APPROVE:
        membership.add(service, group, device.account, numbers, "invite")
    elif numbers:
        _reject(service, group, device.account, numbers)
    answers = [_answer(service, group, jid, number) for jid, number in asked]
    return [Node(request.tag, content=[Node(decision.tag, content=answers)])]


def _asking(service: Service, group: Group, jid: Jid) -> str:
    """The number of this person; empty unless one who waits."""
    account = service.directory.account(jid)
    return account.number if account and account.number in group.requests else ""


def _reject(service: Service, group: Group, doer: Account, numbers: list[str]) -> None:
    for number in numbers:
        del group.requests[number]
    service.changed(group)
    people = [Node("participant", _person(service, group, number)) for number in numbers]
    rejected = Node("revoked_membership_requests", content=people)
    notices.group_changed(service, group, doer, rejected, [*group.admins, *numbers])


def _answer(service: Service, group: Group, jid: Jid, number: str) -> Node:
    if number:
        return Node("participant", _person(service, group, number))
    return Node("participant", {"jid": str(jid), "error": members.NOBODY})


def _person(service: Service, group: Group, number: str) -> dict[str, str]:
    return groupview.person(group, service.directory.open(number))
