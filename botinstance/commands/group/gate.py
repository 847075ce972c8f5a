"""A group opens and closes by itself, when the time has come."""

from __future__ import annotations

import logging

from botinstance.context import Scene
from botinstance.link.protocol import LinkError

log = logging.getLogger(__name__)


def close(scene: Scene, chat: str) -> None:
    _turn(scene, chat, True, "close", "The group is closed now: only admins may write.")


def open_up(scene: Scene, chat: str) -> None:
    _turn(scene, chat, False, "open", "The group is open now: everybody may write.")


def _turn(scene: Scene, chat: str, closed: bool, verb: str, words: str) -> None:
    if not scene.bot_is_admin(chat):
        words = f"I was to {verb} the group now, but I am no admin of it."
    elif not _done(scene, chat, closed):
        words = f"I was to {verb} the group now, but WhatsApp does not let me."
    scene.link.send(chat, words)


def _done(scene: Scene, chat: str, closed: bool) -> bool:
    try:
        scene.link.groups.announce(chat, closed)
    except LinkError as error:
        log.warning("a group was not opened or closed: %s", error)
        return False
    return True
