"""What the rest of the bot sees of WhatsApp. No neonize here."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from botinstance.link.account import Account
from botinstance.link.group import Groups, Member


class LinkDown(Exception):
    """There is no connection at the moment; the same may succeed once it is back."""


class LinkError(Exception):
    """WhatsApp, or the library, refused what was asked."""


class Stranger(LinkError):
    """Not sent: this person has never written to the bot. The words are for who asked."""


@dataclass(frozen=True)
class Media:
    """What a message carries beside its text. The bytes come by `Link.download`."""

    kind: str  # image | video | sticker | audio | document
    size: int = 0  # bytes, as the sender says
    mimetype: str = ""
    view_once: bool = False
    animated: bool = False  # a sticker that moves, a video that plays as a GIF
    voice: bool = False  # audio that was recorded in the chat
    seconds: int = 0  # of audio and video, as the sender says
    name: str = ""  # of a document


@dataclass(frozen=True)
class Quoted:
    """The message that a message replies to."""

    sender: str
    text: str = ""
    media: Media | None = None
    id: str = ""


@dataclass(frozen=True)
class File:
    """What `Link.send_file` sends. `kind` is as in Media, but for stickers."""

    kind: str  # image | video | audio | document
    data: bytes = field(repr=False)
    mimetype: str
    caption: str = ""
    name: str = ""  # of a document
    seconds: int = 0
    gif: bool = False  # a video that plays by itself, without sound
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Message:
    """A message that came in. Ids are WhatsApp's, without the device: 915550001@lid, …@g.us."""

    id: str
    chat: str
    sender: str
    sender_phone: str  # digits, empty where WhatsApp tells only the LID
    sender_name: str
    is_group: bool
    from_me: bool  # typed on the owner's own phone or another of its devices
    at: float  # unix seconds, as WhatsApp's server says
    text: str = ""
    mentions: tuple[str, ...] = ()
    media: Media | None = None
    quoted: Quoted | None = None
    edit: str = ""  # id of the edit, where this is what a message with `id` was changed into
    raw: bytes = field(default=b"", repr=False)  # what the link needs to answer or download
    received: float = field(default_factory=time.monotonic, compare=False)

    @property
    def key(self) -> str:
        """The same for the same message, however often WhatsApp delivers it."""
        return f"{self.chat}/{self.sender}/{self.id}" + (f"/{self.edit}" if self.edit else "")


@dataclass(frozen=True)
class Own:
    """The account that this bot is linked to."""

    phone: str  # digits
    lid: str  # 915550001@lid
    device: int
    name: str = ""

    def has(self, person: str) -> bool:
        """Whether the id, by LID or by number, is this account's."""
        user, _, server = person.partition("@")
        user = user.partition(":")[0]  # a device of it
        return f"{user}@{server}" in (self.lid, f"{self.phone}@s.whatsapp.net")


class Link(Protocol):
    """What a command may do. Every call raises LinkDown or LinkError."""

    @property
    def own(self) -> Own: ...

    @property
    def groups(self) -> Groups: ...

    @property
    def account(self) -> Account: ...

    def reply(self, message: Message, text: str, mentions: Sequence[str] = ()) -> None:
        """Answer in the message's chat, quoting it; `mentions` are ids."""

    def send(self, chat: str, text: str, mentions: Sequence[str] = ()) -> None:
        """Write to a chat without answering anything."""

    def send_file(self, message: Message, file: File) -> None:
        """Answer with a picture, a video, a sound or a document, quoting the message."""

    def send_sticker(self, message: Message, webp: bytes, animated: bool = False) -> None: ...

    def send_voice(self, message: Message, ogg: bytes, seconds: int) -> None:
        """`ogg` is Opus, mono."""

    def send_contact(self, message: Message, name: str, phone: str) -> None: ...

    def send_poll(self, message: Message, question: str, options: Sequence[str]) -> None:
        """One option may be chosen."""

    def forward(self, message: Message, chat: str, quoted: bool = False) -> None:
        """Send what the message, or the one it quotes, contains to `chat`, media without
        loading it, and so that it may be looked at more than once."""

    def react(self, message: Message, emoji: str) -> None:
        """An empty emoji takes the reaction back."""

    def mark_read(self, message: Message) -> None: ...

    def pin(self, message: Message, seconds: int) -> None:
        """Pin the quoted message in the chat for everybody; WhatsApp knows a day, a week and
        thirty days."""

    def wrote(self, message_id: str) -> bool:
        """Whether this bot sent it, as far as it remembers: not what its account sent else."""

    def delete(self, message: Message) -> None:
        """Take the message itself back, for everybody, as an admin of its group."""

    def delete_quoted(self, message: Message) -> None:
        """Take back, for everybody, the message that `message` quotes."""

    def download(self, message: Message, quoted: bool = False) -> bytes:
        """The media of the message, or of the one it quotes."""

    def load(self, raw: bytes) -> Message | None:
        """The message that `Message.raw` has kept."""

    def group_members(self, chat: str) -> Sequence[Member]: ...

    def typing(self, chat: str, on: bool = True, recording: bool = False) -> None:
        """Show or hide "typing…" or "recording…". Never fails: it is a courtesy."""

    def online(self, on: bool) -> None:
        """Show the account as online or not. Never fails."""
