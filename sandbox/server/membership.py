"""Who comes into a group, who goes, who becomes an admin: carried out, and told to all."""

from __future__ import annotations

from sandbox.server import groupview, notices
from sandbox.server.accounts import Account
from sandbox.server.groups import ADMIN, MEMBER, Group
from sandbox.server.service import Service
from sandbox.wire.node import Node


def add(
    service: Service, group: Group, doer: Account, numbers: list[str], reason: str = ""
) -> None:
    """Those who were there hear who came; who comes gets to know the whole group."""
    before = list(group.members)
    for number in numbers:
        group.members[number] = MEMBER
        group.requests.pop(number, None)
    why = {"reason": reason} if reason else {}
    _tell(service, group, doer, "add", numbers, before, **why)
    known = Node("create", {"type": "new"} | why, [groupview.whole(service, group)])
    notices.group_changed(service, group, doer, known, numbers)


def remove(service: Service, group: Group, doer: Account, numbers: list[str]) -> None:
    """Those who go hear it too. Where no admin is left, the oldest member becomes one; where
    nobody is left, the group is gone."""
    before = list(group.members)
    for number in numbers:
        del group.members[number]
    if not group.members:
        service.groups.drop(group)
    _tell(service, group, doer, "remove", numbers, before)
    _keep_an_admin(service, group, doer)


def promote(service: Service, group: Group, doer: Account, numbers: list[str]) -> None:
    _give_role(service, group, doer, "promote", numbers, ADMIN)


def demote(service: Service, group: Group, doer: Account, numbers: list[str]) -> None:
    """Of the last admin, too; see `remove`."""
    _give_role(service, group, doer, "demote", numbers, MEMBER)
    _keep_an_admin(service, group, doer)


def _keep_an_admin(service: Service, group: Group, doer: Account) -> None:
    if group.members and not group.admins:
        promote(service, group, doer, [next(iter(group.members))])


def _give_role(
    service: Service, group: Group, doer: Account, change: str, numbers: list[str], role: str
) -> None:
    for number in numbers:
        group.members[number] = role
    _tell(service, group, doer, change, numbers, list(group.members))


def _tell(
    service: Service,
    group: Group,
    doer: Account,
    change: str,
    numbers: list[str],
    listeners: list[str],
    **more: str,
) -> None:
    version = group.members_version
    group.members_version += 1
    service.changed(group)
    attrs = {"v_id": str(version + 1), "prev_v_id": str(version)} | more
    people = [groupview.participant(service, group, number) for number in numbers]
    notices.group_changed(service, group, doer, Node(change, attrs, people), listeners)
