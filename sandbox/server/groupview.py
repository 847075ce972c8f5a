"""Groups as stanzas show them: people by the address that the group's mode says, and the other."""

from __future__ import annotations

from sandbox.server.accounts import Account, Device
from sandbox.server.groups import MEMBER, Group
from sandbox.server.service import Service
from sandbox.wire.jid import LID, PN
from sandbox.wire.node import Node


def person(group: Group, account: Account) -> dict[str, str]:
    """Attributes of a `<participant>`, or the like."""
    if group.server == LID:
        return {"jid": str(account.lid), "phone_number": str(account.pn)}
    return {"jid": str(account.pn), "lid": str(account.lid)}


def author(group: Group, who: Account | Device) -> dict[str, str]:
    """Attributes that say who, or which device, wrote or did something in the group."""
    account = who.account if isinstance(who, Device) else who
    if group.server == LID:
        other = {"participant_pn": str(account.pn)}
    else:
        other = {"participant_lid": str(account.lid)}
    return {"participant": str(who.jid(group.server)), "addressing_mode": group.addressing} | other


def subject(service: Service, group: Group) -> dict[str, str]:
    setter = _by(service, group, "s_o", group.subject_by)
    return {"subject": group.subject, "s_t": str(group.subject_at)} | setter


def participant(service: Service, group: Group, number: str) -> Node:
    """A member, with the role; for anyone else, just who that is."""
    attrs = person(group, service.directory.open(number))
    role = group.members.get(number, MEMBER)
    return Node("participant", attrs | ({"type": role} if role else {}))


def whole(service: Service, group: Group, *more: Node) -> Node:
    """`<group>`: everything that its members may know; `more` stands beside the participants."""
    attrs = {
        "id": group.id,
        "creation": str(group.created),
        "size": str(len(group.members)),
        "addressing_mode": group.addressing,
        "p_v_id": str(group.members_version),
        "a_v_id": str(group.announce_version),
    }
    attrs |= _by(service, group, "creator", group.creator) | subject(service, group)
    people = [participant(service, group, number) for number in group.members]
    return Node("group", attrs, [*people, *more, *_described(service, group), *_settings(group)])


def approval(group: Group) -> Node:
    state = Node("group_join", {"state": "on" if group.approval else "off"})
    return Node("membership_approval_mode", content=[state])


def expiration(group: Group) -> Node:
    if group.expiration:
        return Node("ephemeral", {"expiration": str(group.expiration)})
    return Node("not_ephemeral")


def add_mode(group: Group) -> Node:
    return Node("member_add_mode", content=group.add_mode.encode())


def _by(service: Service, group: Group, name: str, number: str) -> dict[str, str]:
    account = service.directory.open(number)
    if group.server == PN:
        return {name: str(account.pn)}
    return {name: str(account.lid), f"{name}_pn": str(account.pn)}


def _described(service: Service, group: Group) -> list[Node]:
    text = group.description
    if text is None or not text.text:
        return []
    setter = _by(service, group, "participant", text.by)
    attrs = {"id": text.id, "t": str(text.at)} | setter
    return [Node("description", attrs, [Node("body", content=text.text.encode())])]


def _settings(group: Group) -> list[Node]:
    """What is not set is not there: a client takes the mere name of a setting for a yes."""
    shown = [add_mode(group)]
    shown += [Node("announcement")] if group.announce else []
    shown += [Node("locked")] if group.locked else []
    shown += [expiration(group)] if group.expiration else []
    shown += [approval(group)] if group.approval else []
    return shown
