"""Groups (`w:g2`): one row for each question, with the right that it takes to ask it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sandbox.server.accounts import Device
from sandbox.server.answer import NOT_FOUND, IqError
from sandbox.server.groups import Group
from sandbox.server.iq.groups import info, invites, life, members, requests, settings
from sandbox.server.iq.groups.rights import Right, admin, anyone, editor, inviter, member
from sandbox.server.service import Service
from sandbox.wire.errors import WireError
from sandbox.wire.jid import GROUP, Jid
from sandbox.wire.node import Node

Row = TypeVar("Row")

General = Callable[[Service, Device, Node], list[Node]]
OfGroup = Callable[[Service, Group, Device, Node], list[Node]]

GENERAL: dict[tuple[str, str], General] = {  # to all of `g.us`
    ("get", "invite"): invites.look,
    ("get", "participating"): info.participating,
    ("set", "create"): life.create,
    ("set", "invite"): invites.join,
    ("set", "leave"): life.leave,
}

OF_GROUP: dict[tuple[str, str], tuple[Right, OfGroup]] = {  # to the group
    ("get", "invite"): (inviter, invites.code),
    ("get", "membership_approval_requests"): (admin, requests.waiting),
    ("get", "query"): (anyone, info.query),
    ("set", "accept"): (anyone, invites.accept),
    ("set", "add"): (member, members.add),
    ("set", "announcement"): (admin, settings.announcement),
    ("set", "demote"): (admin, members.demote),
    ("set", "description"): (editor, settings.description),
    ("set", "ephemeral"): (editor, settings.ephemeral),
    ("set", "invite"): (inviter, invites.renew),
    ("set", "locked"): (admin, settings.locked),
    ("set", "member_add_mode"): (admin, settings.add_mode),
    ("set", "membership_approval_mode"): (admin, settings.approval),
    ("set", "membership_requests_action"): (admin, requests.decide),
    ("set", "not_announcement"): (admin, settings.announcement),
    ("set", "not_ephemeral"): (editor, settings.ephemeral),
    ("set", "promote"): (admin, members.promote),
    ("set", "remove"): (admin, members.remove),
    ("set", "revoke"): (admin, invites.revoke),
    ("set", "subject"): (editor, settings.subject),
    ("set", "unlocked"): (admin, settings.locked),
}


def handle(service: Service, device: Device, iq: Node) -> list[Node]:
    """Communities, and whatever else has no row, are not known here. Raises IqError, WireError."""
    if not iq.children:
        raise WireError("a question about groups has a child")
    request = iq.children[0]
    asked = iq.get("type"), request.tag
    group_id, _, server = iq.get("to").rpartition("@")
    if server != GROUP or not group_id:
        return _known(GENERAL.get(asked))(service, device, request)
    right, handler = _known(OF_GROUP.get(asked))
    group = service.groups.find(Jid(group_id, GROUP))
    if group is None:
        raise IqError(*NOT_FOUND)
    right(group, device.account.number)
    return handler(service, group, device, request)


def _known(row: Row | None) -> Row:
    if row is None:
        raise IqError(501, "feature-not-implemented")
    return row
