"""Showing something to the bot's owner alone."""

from __future__ import annotations

from botinstance.context import Scene
from botinstance.link.protocol import LinkError, Message


def owner_chat(scene: Scene) -> str:
    return f"{scene.owner_phone}@s.whatsapp.net"


def whose(scene: Scene, message: Message) -> str:
    """Who has written a message, and in which group, in words."""
    phone = f"+{message.sender_phone}" if message.sender_phone else ""
    who = " ".join(filter(None, [message.sender_name[:60], phone])) or "Somebody"
    return f"{who} in {_name(scene, message.chat)}" if message.is_group else who


def _name(scene: Scene, chat: str) -> str:
    try:
        return f"“{scene.link.groups.info(chat).name}”"
    except LinkError:
        return "a group"
