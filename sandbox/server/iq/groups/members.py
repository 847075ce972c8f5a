"""Adding, removing, promoting and demoting: each person asked for is answered for."""

from __future__ import annotations

from collections.abc import Callable

from sandbox.server import groupview, membership
from sandbox.server.accounts import Account, Device
from sandbox.server.answer import IqError
from sandbox.server.groups import CREATOR, Group
from sandbox.server.iq.groups.rights import FORBIDDEN
from sandbox.server.service import Service
from sandbox.server.visibility import setting
from sandbox.wire.jid import Jid
from sandbox.wire.node import Node

NOBODY, NOT_ALLOWED, IS_MEMBER = "404", "403", "409"  # errors of a participant
GROUP_ADD = "groupadd"  # a privacy setting
INVITATION = 3 * 24 * 3600  # seconds that a personal invitation is good for

Change = Callable[[Service, Group, Account, list[str]], None]


def add(service: Service, group: Group, device: Device, request: Node) -> list[Node]:
    doer = device.account
    if not group.may_add(doer.number):
        raise IqError(*FORBIDDEN)
    asked = [candidate(service, group, doer, jid) for jid in named(request)]
    numbers = list(dict.fromkeys(account.number for account, _ in asked if account))
    service.changed(group)
    if numbers:
        membership.add(service, group, doer, numbers)
    return [Node("add", content=[answer for _, answer in asked])]


def remove(service: Service, group: Group, device: Device, request: Node) -> list[Node]:
    return _change(service, group, device, request, membership.remove)


def promote(service: Service, group: Group, device: Device, request: Node) -> list[Node]:
    return _change(service, group, device, request, membership.promote)


def demote(service: Service, group: Group, device: Device, request: Node) -> list[Node]:
    return _change(service, group, device, request, membership.demote)


def named(request: Node) -> list[Jid]:
    """Whom it is about, each once. Raises WireError."""
    asked = (Jid.parse(it.get("jid")) for it in request.all("participant"))
    return list(dict.fromkeys(asked))


def candidate(
    service: Service, group: Group, doer: Account, jid: Jid
) -> tuple[Account | None, Node]:
    """Who can be added, if anyone, and what is answered."""
    account = service.directory.account(jid)
    if account is None:
        return None, Node("participant", {"jid": str(jid), "error": NOBODY})
    attrs = groupview.person(group, account)
    if account.number in group.members:
        return None, Node("participant", attrs | {"error": IS_MEMBER})
    if not _lets_in(account, doer):
        code, invitation = group.invite(account.number, INVITATION)
        way = Node("add_request", {"code": code, "expiration": str(invitation.expires)})
        return None, Node("participant", attrs | {"error": NOT_ALLOWED}, [way])
    return account, Node("participant", attrs)


def _lets_in(account: Account, doer: Account) -> bool:
    return setting(account, GROUP_ADD) != "none" and not account.blocks(doer)


def _change(
    service: Service, group: Group, device: Device, request: Node, change: Change
) -> list[Node]:
    """Whoever made the group stays what he is, unless it is he who asks."""
    answers: list[Node] = []
    numbers: dict[str, None] = {}
    for jid in named(request):
        account = service.directory.account(jid)
        if account is None or account.number not in group.members:
            answers.append(Node("participant", {"jid": str(jid), "error": NOBODY}))
        elif group.members[account.number] == CREATOR and account is not device.account:
            attrs = groupview.person(group, account) | {"error": NOT_ALLOWED}
            answers.append(Node("participant", attrs))
        else:
            numbers[account.number] = None
            answers.append(Node("participant", groupview.person(group, account)))
    if numbers:
        change(service, group, device.account, list(numbers))
    return [Node(request.tag, content=answers)]
