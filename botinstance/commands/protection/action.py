"""What guards do to a message and to who wrote it."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from botinstance.commands.group.common import tag
from botinstance.commands.group.warnings import warn_person
from botinstance.context import Heard, Scene
from botinstance.contract.command import Permission
from botinstance.link.group import Change
from botinstance.once import Once
from botinstance.vitals import Vitals

ACTIONS = ("delete", "warn", "kick")
AGAIN = 60.0  # seconds until somebody is told, and warned, again

_told: WeakKeyDictionary[Vitals, Once] = WeakKeyDictionary()  # of each bot that runs


def act(heard: Heard, action: str, reason: str) -> bool:
    """Delete the message and do `action` to its sender; `reason` is a sentence for everybody.
    False where nothing is done: for who is exempt, and where the bot is no admin.

    A flood is no more than one warning: who is warned must be able to read it first.
    """
    if heard.permission >= Permission.GROUP_ADMIN or not able(heard, heard.chat):
        return False
    heard.link.delete(heard.message)
    sender, told = heard.message.sender, _told.setdefault(heard.vitals, Once(AGAIN))
    words = f"{tag(sender)} {reason}"
    if action == "kick":
        if not removed(heard, heard.chat, sender):
            return True
        words = f"{tag(sender)} was removed. {reason}"
    if told.first((heard.chat, heard.person)):
        if action == "warn":
            words = warn_person(heard, heard.chat, sender, heard.message.sender_phone, reason)
        heard.link.send(heard.chat, words, [sender])
    return True


def able(scene: Scene, chat: str) -> bool:
    """Whether the bot may act. If not, the group is told once a day."""
    if scene.bot_is_admin(chat):
        return True
    if scene.state.allowance.take("guard", 1, chat):
        scene.link.send(
            chat, "I am to guard this group, but can do nothing: make me an admin, please."
        )
    return False


def removed(scene: Scene, chat: str, person: str) -> bool:
    """Take somebody out of the group; False where WhatsApp does not let us."""
    outcomes = scene.link.groups.change(chat, [person], Change.REMOVE)
    return not any(outcome.error for outcome in outcomes)
