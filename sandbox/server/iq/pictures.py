"""Pictures: of people, who choose who may see theirs, and of groups, for their members."""

from __future__ import annotations

from sandbox.server import announce, notices
from sandbox.server.accounts import Account, Device
from sandbox.server.answer import NOT_FOUND, IqError, required
from sandbox.server.groups import Group
from sandbox.server.service import Service
from sandbox.server.visibility import PICTURE, visible
from sandbox.wire.jid import Jid
from sandbox.wire.node import Node

HIDDEN = (401, "not-authorized")
FORBIDDEN = (403, "forbidden")


def get(service: Service, device: Device, iq: Node) -> list[Node]:
    """Where the picture is; nothing where the asker has it already. Raises IqError."""
    query = required(iq, "picture")
    picture = _seen_by(service, device.account, iq.get("target") or str(device.account.pn))
    if not picture:
        raise IqError(*NOT_FOUND)
    if query.get("id") == picture:
        return []
    return [service.media.pictures.node(picture, query.get("type") or "image")]


def change(service: Service, device: Device, iq: Node) -> list[Node]:
    """A new picture of the asker or of a group; without any, the old one goes. Raises IqError."""
    image = iq.child("picture")
    group = _group(service, iq.get("target"))
    if group and not group.may_edit(device.account.number):
        raise IqError(*FORBIDDEN)
    owner = group or _own(service, device.account, iq.get("target"))
    if image:
        owner.picture = service.media.pictures.replace(owner.picture, image.data)
    else:
        service.media.pictures.remove(owner.picture)
        owner.picture = ""
    service.changed(owner)
    _tell(service, device, owner)
    return [Node("picture", {"id": owner.picture})] if image else []


def _seen_by(service: Service, viewer: Account, target: str) -> str:
    """The picture's id; empty for none. Raises IqError, WireError."""
    group = _group(service, target)
    if group:
        if viewer.number not in group.members:
            raise IqError(*HIDDEN)
        return group.picture
    account = service.directory.account(Jid.parse(target))
    if account is None:
        raise IqError(*NOT_FOUND)
    account.watch(viewer)
    if not visible(account, viewer, PICTURE):
        raise IqError(*HIDDEN)
    return account.picture


def _group(service: Service, target: str) -> Group | None:
    return service.groups.find(Jid.parse(target)) if target else None


def _own(service: Service, account: Account, target: str) -> Account:
    """Raises IqError for anybody else's."""
    if target and service.directory.account(Jid.parse(target)) is not account:
        raise IqError(*FORBIDDEN)
    return account


def _tell(service: Service, device: Device, owner: Account | Group) -> None:
    """Members of the group, or the account's other devices and those who may see the picture."""
    jid = owner.jid if isinstance(owner, Group) else owner.jid(service.addressing)
    server = owner.server if isinstance(owner, Group) else service.addressing
    attrs = {"jid": str(jid), "author": str(device.account.jid(server))}
    new = {"id": owner.picture} if owner.picture else {}
    change = Node("set" if new else "delete", attrs | new)
    if isinstance(owner, Group):
        doer, members = device.account, owner.members
        notices.group_changed(service, owner, doer, change, members, kind="picture", but=device)
    else:
        announce.to_own(service, device, Node("picture"))
        announce.to_watchers(service, owner, "picture", change, PICTURE)
