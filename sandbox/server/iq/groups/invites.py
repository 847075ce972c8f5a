"""Ways in: the link, which an admin may renew, and invitations for one person each."""

from __future__ import annotations

from sandbox.server import groupview, membership, notices
from sandbox.server.accounts import Device
from sandbox.server.answer import IqError
from sandbox.server.groups import Group, now
from sandbox.server.iq.groups import members, requests
from sandbox.server.service import Service
from sandbox.wire.node import Node

GONE, NOT_ACCEPTABLE, CONFLICT = (410, "gone"), (406, "not-acceptable"), (409, "conflict")


def code(service: Service, group: Group, device: Device, request: Node) -> list[Node]:
    return [_code(group)]


def renew(service: Service, group: Group, device: Device, request: Node) -> list[Node]:
    """The link so far is good no more; the admins hear of the new one."""
    group.renew_code()
    service.changed(group)
    notices.group_changed(service, group, device.account, _code(group), group.admins)
    return [_code(group)]


def look(service: Service, device: Device, request: Node) -> list[Node]:
    """What the link leads to."""
    return [groupview.whole(service, _behind(service, request.get("code")))]


def join(service: Service, device: Device, request: Node) -> list[Node]:
    """By the link; where admins must agree, they are asked."""
    group = _behind(service, request.get("code"))
    account = device.account
    if account.number in group.members:
        raise IqError(*CONFLICT)
    if group.approval:
        requests.ask(service, group, account)
        return [Node("membership_approval_request", {"jid": str(group.jid)})]
    return _enter(service, group, device)


def accept(service: Service, group: Group, device: Device, request: Node) -> list[Node]:
    """A personal invitation, which is good once."""
    invitation(group, device, request)
    del group.invitations[request.get("code")]
    return _enter(service, group, device)


def invitation(group: Group, device: Device, request: Node) -> None:
    """Raises IqError unless it is this person's, and good still."""
    found = group.invitations.get(request.get("code"))
    if found is None or found.number != device.account.number:
        raise IqError(*NOT_ACCEPTABLE)
    if found.expires < now():
        raise IqError(*GONE)


def revoke(service: Service, group: Group, device: Device, request: Node) -> list[Node]:
    """Takes back the invitations of these people."""
    accounts = [service.directory.account(jid) for jid in members.named(request)]
    numbers = {account.number for account in accounts if account}
    kept = {key: it for key, it in group.invitations.items() if it.number not in numbers}
    group.invitations = kept
    service.changed(group)
    return [Node("revoke", content=request.children)]


def _code(group: Group) -> Node:
    return Node("invite", {"code": group.code})


def _behind(service: Service, asked: str) -> Group:
    group = service.groups.by_code(asked)
    if group is None:
        raise IqError(*(GONE if service.groups.was_code(asked) else NOT_ACCEPTABLE))
    return group


def _enter(service: Service, group: Group, device: Device) -> list[Node]:
    if device.account.number in group.members:
        raise IqError(*CONFLICT)
    membership.add(service, group, device.account, [device.account.number], "invite")
    return [Node("group", {"jid": str(group.jid)})]
