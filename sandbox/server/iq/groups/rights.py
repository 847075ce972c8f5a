"""What it takes to ask something of a group: each raises IqError to who may not."""

from __future__ import annotations

from collections.abc import Callable

from sandbox.server.answer import IqError
from sandbox.server.groups import Group

Right = Callable[[Group, str], None]

FORBIDDEN = (403, "forbidden")
NOT_AUTHORIZED = (401, "not-authorized")


def anyone(group: Group, number: str) -> None:
    """The handler itself looks at who asks."""


def member(group: Group, number: str) -> None:
    if number not in group.members:
        raise IqError(*FORBIDDEN)


def admin(group: Group, number: str) -> None:
    if not group.is_admin(number):
        raise IqError(*FORBIDDEN)


def editor(group: Group, number: str) -> None:
    if not group.may_edit(number):
        raise IqError(*FORBIDDEN)


def inviter(group: Group, number: str) -> None:
    """Who may hand out the link: clients know that others are told 401."""
    member(group, number)
    if not group.is_admin(number):
        raise IqError(*NOT_AUTHORIZED)
