"""What a group is called, and what it allows; every change is told to all members."""

from __future__ import annotations

from sandbox.server import groupview, notices
from sandbox.server.accounts import Device
from sandbox.server.answer import IqError
from sandbox.server.groups import ADMIN_ADD, ALL_MEMBER_ADD, Description, Group, now
from sandbox.server.service import Service
from sandbox.wire.errors import WireError
from sandbox.wire.node import Node

SUBJECT, DESCRIPTION = 100, 2048  # characters, at most
TOO_LONG = (406, "not-acceptable")
CONFLICT = (409, "conflict")


def initial(group: Group, request: Node) -> None:
    """As a group is created with them. Raises WireError."""
    group.locked = request.child("locked") is not None
    group.announce = request.child("announcement") is not None
    expires, adding, approving = (
        request.child(tag) for tag in ("ephemeral", "member_add_mode", "membership_approval_mode")
    )
    group.expiration = _seconds(expires) if expires else 0
    group.add_mode = _add_mode(adding) if adding else ALL_MEMBER_ADD
    group.approval = _approval(approving) if approving else False


def checked_subject(text: str) -> str:
    """Raises IqError."""
    if len(text) > SUBJECT:
        raise IqError(*TOO_LONG)
    return text


def subject(service: Service, group: Group, device: Device, request: Node) -> list[Node]:
    group.subject = checked_subject(request.data.decode("utf-8", "replace"))
    group.subject_by, group.subject_at = device.account.number, now()
    _changed(service, group, device, Node("subject", groupview.subject(service, group)))
    return []


def description(service: Service, group: Group, device: Device, request: Node) -> list[Node]:
    """Whoever changes it names the one that he saw: no change gets lost. Raises IqError."""
    body = request.child("body")
    text = body.data.decode("utf-8", "replace") if body else ""
    if len(text) > DESCRIPTION:
        raise IqError(*TOO_LONG)
    if request.get("prev") != (group.description.id if group.description else ""):
        raise IqError(*CONFLICT)
    group.description = Description(request.get("id"), text, device.account.number, now())
    shown = Node("body", content=text.encode()) if text else Node("delete")
    _changed(service, group, device, Node("description", {"id": request.get("id")}, [shown]))
    return []


def locked(service: Service, group: Group, device: Device, request: Node) -> list[Node]:
    """`<locked/>` or `<unlocked/>`."""
    group.locked = request.tag == "locked"
    _changed(service, group, device, Node(request.tag))
    return []


def announcement(service: Service, group: Group, device: Device, request: Node) -> list[Node]:
    """`<announcement/>` or `<not_announcement/>`."""
    group.announce = request.tag == "announcement"
    group.announce_version += 1
    version = {"v_id": str(group.announce_version)}
    _changed(service, group, device, Node(request.tag, version))
    return []


def ephemeral(service: Service, group: Group, device: Device, request: Node) -> list[Node]:
    """`<ephemeral expiration/>` or `<not_ephemeral/>`. Raises WireError."""
    group.expiration = _seconds(request) if request.tag == "ephemeral" else 0
    _changed(service, group, device, groupview.expiration(group))
    return []


def add_mode(service: Service, group: Group, device: Device, request: Node) -> list[Node]:
    """Raises WireError."""
    group.add_mode = _add_mode(request)
    _changed(service, group, device, groupview.add_mode(group))
    return []


def approval(service: Service, group: Group, device: Device, request: Node) -> list[Node]:
    """Raises WireError."""
    group.approval = _approval(request)
    _changed(service, group, device, groupview.approval(group))
    return []


def _changed(service: Service, group: Group, device: Device, change: Node) -> None:
    service.changed(group)
    notices.group_changed(service, group, device.account, change, group.members)


def _seconds(node: Node) -> int:
    text = node.get("expiration")
    if not (text.isascii() and text.isdigit()):
        raise WireError("an expiration is a number of seconds")
    return int(text)


def _add_mode(node: Node) -> str:
    mode = node.data.decode("utf-8", "replace")
    if mode not in (ALL_MEMBER_ADD, ADMIN_ADD):
        raise WireError(f"'{mode}' does not say who may add members")
    return mode


def _approval(node: Node) -> bool:
    join = node.child("group_join")
    state = join.get("state") if join else ""
    if state not in ("on", "off"):
        raise WireError("whether admins must agree to newcomers is on or off")
    return state == "on"
