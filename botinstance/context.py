"""What a command gets to see, and how it says no."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from botinstance.contract.command import Command, Permission
from botinstance.contract.config import BotConfig
from botinstance.link.protocol import Link, Message
from botinstance.vitals import Vitals


class UserError(Exception):
    """Not a fault: a sentence for the person who asked."""


@dataclass(frozen=True)
class Context:
    """One use of a command. `args` is the text behind its name."""

    message: Message
    args: str
    command: Command
    config: BotConfig
    link: Link
    vitals: Vitals

    @property
    def owner_phone(self) -> str:
        """Digits of the owner's number: as configured, else whoever paired the bot."""
        return self.config.owner or self.link.own.phone

    @cached_property
    def permission(self) -> Permission:
        """What the sender may do here. Asks WhatsApp for the group's admins if need be."""
        message = self.message
        if message.from_me or message.sender_phone == self.owner_phone:
            return Permission.OWNER
        if message.is_group and self._is_admin():
            return Permission.GROUP_ADMIN
        return Permission.EVERYONE

    def _is_admin(self) -> bool:
        message = self.message
        return any(
            m.admin and (m.id == message.sender or (m.phone and m.phone == message.sender_phone))
            for m in self.link.group_members(message.chat)
        )
