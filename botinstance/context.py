"""What commands and watchers get to see, and how they say no."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from botinstance.contract.command import Command, Permission
from botinstance.contract.config import BotConfig
from botinstance.contract.service import SERVICES
from botinstance.contract.settings import SETTINGS
from botinstance.link.group import Member
from botinstance.link.happening import Happening
from botinstance.link.protocol import Link, Message
from botinstance.state import State
from botinstance.state.identity import person
from botinstance.usererror import UserError as UserError  # raised by commands
from botinstance.vitals import Vitals


@dataclass(frozen=True)
class Scene:
    """Where something happens: this bot, as it is configured now, and all that it can do."""

    config: BotConfig  # its prefix is the one in force
    link: Link
    state: State
    vitals: Vitals

    @property
    def owner_phone(self) -> str:
        """Digits of the owner's number: as configured, else whoever paired the bot."""
        return self.config.owner or self.link.own.phone

    def service(self, name: str) -> str:
        """A setting of contract/service.py: the owner's own, the operator's, or the usual one."""
        own = self.state.settings.text(name) if name in SETTINGS else ""
        return own or self.config.services.get(name) or SERVICES[name][1]

    def permission_of(self, id: str, phone: str, chat: str) -> Permission:
        """What somebody may do in a chat. Asks WhatsApp for a group's admins if need be."""
        if phone == self.owner_phone or self.link.own.has(id):
            return Permission.OWNER
        if {id, person(id, phone)}.intersection(self.state.settings.items("sudo")):
            return Permission.SUDO
        if chat.endswith("@g.us") and self.is_admin(id, phone, chat):
            return Permission.GROUP_ADMIN
        return Permission.EVERYONE

    def is_admin(self, id: str, phone: str, chat: str) -> bool:
        """Of the group itself."""
        return any(
            m.admin and (id in (m.id, m.lid) or (m.phone and m.phone == phone))
            for m in self.link.group_members(chat)
        )

    def is_bot(self, member: Member) -> bool:
        """Whether the member of a group is the bot's own account."""
        own = self.link.own
        by_phone = bool(member.phone) and member.phone == own.phone
        return by_phone or own.has(member.id) or own.has(member.lid)

    def bot_is_admin(self, chat: str) -> bool:
        return any(m.admin and self.is_bot(m) for m in self.link.group_members(chat))


@dataclass(frozen=True)
class Heard(Scene):
    """A message, as watchers see it."""

    message: Message

    @property
    def chat(self) -> str:
        return self.message.chat

    @cached_property
    def person(self) -> str:
        """The key under which the sender is remembered."""
        return person(self.message.sender, self.message.sender_phone)

    @cached_property
    def permission(self) -> Permission:
        """What the sender may do here."""
        message = self.message
        if message.from_me:
            return Permission.OWNER
        return self.permission_of(message.sender, message.sender_phone, message.chat)


@dataclass(frozen=True)
class Context(Heard):
    """One use of a command. `args` is the text behind its name."""

    args: str
    command: Command


@dataclass(frozen=True)
class Event(Scene):
    """A happening that is no message, for watchers and for who does a job."""

    happening: Happening
