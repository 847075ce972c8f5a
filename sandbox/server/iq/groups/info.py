"""What groups there are for a member to see."""

from __future__ import annotations

from sandbox.server import groupview
from sandbox.server.accounts import Device
from sandbox.server.groups import Group
from sandbox.server.iq.groups import invites, rights
from sandbox.server.service import Service
from sandbox.wire.node import Node


def participating(service: Service, device: Device, request: Node) -> list[Node]:
    groups = service.groups.of(device.account.number)
    return [Node("groups", content=[groupview.whole(service, group) for group in groups])]


def query(service: Service, group: Group, device: Device, request: Node) -> list[Node]:
    """For members, and for those who hold an invitation."""
    invited = request.child("add_request")
    if invited:
        invites.invitation(group, device, invited)
    else:
        rights.member(group, device.account.number)
    return [groupview.whole(service, group)]
