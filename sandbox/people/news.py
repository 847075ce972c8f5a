"""What happens to a group, as its members' phones put it."""

from __future__ import annotations

from collections.abc import Callable

from sandbox.people import group
from sandbox.people.directory import Directory
from sandbox.wire.node import Node

HOUR = 3600
SWITCHES = {
    "announcement": "{actor} lets only admins write",
    "not_announcement": "{actor} lets everybody write",
    "locked": "{actor} lets only admins change the group's subject, description and picture",
    "unlocked": "{actor} lets everybody change the group's subject, description and picture",
    "not_ephemeral": "{actor} turned off disappearing messages",
    "invite": "{actor} made a new invite link",
    "set": "{actor} changed the group's picture",
    "delete": "{actor} took the group's picture away",
}
CHANGES = {
    "add": "{actor} added {people}",
    "remove": "{actor} removed {people}",
    "promote": "{actor} made {people} an admin",
    "demote": "{actor} made {people} an admin no more",
    "created_membership_requests": "{people} asks to join",
}


def read(news: Node, actor: str, own: str, directory: Directory) -> str:
    """A sentence about one of a notification's children; "" for what nobody wants to know.

    `actor` and `own` are numbers. Raises WireError.
    """

    def called(number: str) -> str:
        return directory.name(number) or number

    if news.tag in CHANGES:
        return _change(news, actor, group.numbers(news, directory), called)
    if news.tag in SWITCHES:
        return SWITCHES[news.tag].format(actor=called(actor))
    if news.tag == "create":
        return _created(news, called(actor), called(own))
    if news.tag == "subject":
        return f"{called(actor)} named the group “{news.get('subject')}”"
    if news.tag == "description":
        verb = "took away" if news.child("delete") else "changed"
        return f"{called(actor)} {verb} the group's description"
    if news.tag == "ephemeral":
        hours = int(news.get("expiration") or 0) // HOUR
        return f"{called(actor)} lets messages disappear after {hours} hours"
    return ""


def created(subject: str, creator: str) -> str:
    return f"{creator} made the group “{subject}”"


def _created(news: Node, actor: str, own: str) -> str:
    if news.get("reason") == "invite":
        return f"{own} joined by the invite link"
    return f"{actor} added {own}"


def _change(news: Node, actor: str, numbers: list[str], called: Callable[[str], str]) -> str:
    people = ", ".join(map(called, numbers))
    if news.tag == "remove" and numbers == [actor]:
        return f"{people} left"
    if news.tag == "add" and news.get("reason") == "invite":
        return f"{people} joined by the invite link"
    return CHANGES[news.tag].format(actor=called(actor), people=people)
