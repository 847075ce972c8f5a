"""Who comes into a group without being brought by its admins."""

from __future__ import annotations

from botinstance.context import Event, Scene
from botinstance.contract.command import Permission
from botinstance.link.happening import GroupTurn, Turn


def coming(event: Event) -> GroupTurn | None:
    """The happening, if people have joined; None if an admin has added them, knowing whom."""
    turn = event.happening
    if not isinstance(turn, GroupTurn) or turn.turn is not Turn.JOINED:
        return None
    alone = not turn.by or turn.by in turn.people
    return turn if alone or not obeyed(event, turn.chat, turn.by) else None


def obeyed(scene: Scene, chat: str, person: str) -> bool:
    """Whether guards leave this person alone."""
    phone = phone_of(scene, person)
    return scene.permission_of(person, phone, chat) >= Permission.GROUP_ADMIN


def phone_of(scene: Scene, person: str) -> str:
    """Digits, empty where they are not known."""
    user, _, server = person.partition("@")
    if server == "s.whatsapp.net":
        return user.partition(":")[0]
    return scene.link.account.phone_of(person)
