"""The Link over neonize."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from neonize.utils.enum import (
    ChatPresence,
    ChatPresenceMedia,
    MediaType,
    Presence,
    ReceiptType,
)

from botinstance.link import files, outgoing, parts
from botinstance.link.accounts import WhatsAppAccount
from botinstance.link.asking import address, asked, member
from botinstance.link.client import Client
from botinstance.link.group import Member
from botinstance.link.groups import WhatsAppGroups
from botinstance.link.message import load
from botinstance.link.protocol import File, LinkDown, LinkError, Message, Own

log = logging.getLogger(__name__)

_MEMBERS_KEPT = 300.0  # seconds; WhatsApp limits how often a group may be asked for
_IDS_KEPT = 1000  # of our own messages


class WhatsApp:
    """Safe to call from several threads."""

    def __init__(
        self, client: Client, own: Own, before: Callable[[str], None], sent: Callable[[], None]
    ) -> None:
        """`before` is called with the chat before each message, and may raise LinkError; `sent`
        after each that WhatsApp's server has taken."""
        self._client = client
        self._before, self._sent = before, sent
        self._members: dict[str, tuple[float, list[Member]]] = {}
        self._ids: deque[str] = deque(maxlen=_IDS_KEPT)
        self.own = own
        self.groups = WhatsAppGroups(client, self.forget_members)
        self.account = WhatsAppAccount(client)

    def reply(self, message: Message, text: str, mentions: Sequence[str] = ()) -> None:
        self._send(message.chat, outgoing.text(text, mentions, outgoing.quoting(message.raw)))

    def send(self, chat: str, text: str, mentions: Sequence[str] = ()) -> None:
        self._send(chat, outgoing.text(text, mentions))

    def send_file(self, message: Message, file: File) -> None:
        uploaded = self._upload(file.data, files.UPLOADS[file.kind])
        self._send(message.chat, files.file(uploaded, file, outgoing.quoting(message.raw)))

    def send_sticker(self, message: Message, webp: bytes, animated: bool = False) -> None:
        uploaded = self._upload(webp, MediaType.MediaImage)
        self._send(message.chat, files.sticker(uploaded, animated, outgoing.quoting(message.raw)))

    def send_voice(self, message: Message, ogg: bytes, seconds: int) -> None:
        uploaded = self._upload(ogg, MediaType.MediaAudio)
        self._send(message.chat, files.voice(uploaded, seconds, outgoing.quoting(message.raw)))

    def send_contact(self, message: Message, name: str, phone: str) -> None:
        self._send(message.chat, outgoing.contact(name, phone, outgoing.quoting(message.raw)))

    def send_poll(self, message: Message, question: str, options: Sequence[str]) -> None:
        self._send(message.chat, outgoing.poll(question, options))

    def forward(self, message: Message, chat: str, quoted: bool = False) -> None:
        self._send(chat, outgoing.forwarded(_proto(message, quoted)))

    def react(self, message: Message, emoji: str) -> None:
        self._send(message.chat, outgoing.reaction(_key(message), emoji))

    def mark_read(self, message: Message) -> None:
        chat, sender, read = address(message.chat), address(message.sender), ReceiptType.READ
        mark = self._client.neonize.mark_read
        asked(lambda: mark(message.id, chat=chat, sender=sender, receipt=read))

    def pin(self, message: Message, seconds: int) -> None:
        self._send(message.chat, outgoing.pin(self._quoted_key(message), seconds))

    def wrote(self, message_id: str) -> bool:
        return message_id in self._ids

    def delete(self, message: Message) -> None:
        if not (message.is_group or message.from_me):
            raise LinkError("in a private chat everybody takes back only what they wrote")
        self._send(message.chat, outgoing.revocation(_key(message)))

    def delete_quoted(self, message: Message) -> None:
        self._send(message.chat, outgoing.revocation(self._quoted_key(message)))

    def download(self, message: Message, quoted: bool = False) -> bytes:
        proto = _proto(message, quoted)
        return bytes(asked(lambda: self._client.neonize.download_any(proto)))

    def load(self, raw: bytes) -> Message | None:
        return load(raw, self.own, self._client.phone_of)

    def group_members(self, chat: str) -> Sequence[Member]:
        kept = self._members.get(chat)
        if kept and kept[0] > time.monotonic():
            return kept[1]
        info = asked(lambda: self._client.neonize.get_group_info(address(chat)))
        members = [self._with_phone(member(participant)) for participant in info.Participants]
        self._members[chat] = (time.monotonic() + _MEMBERS_KEPT, members)
        return members

    def _with_phone(self, member: Member) -> Member:
        """A group may hide the numbers of its members; some are known all the same."""
        return member if member.phone else replace(member, phone=self._client.phone_of(member.id))

    def forget_members(self, chat: str) -> None:
        """The group has changed: ask for it anew when it is needed."""
        self._members.pop(chat, None)

    def typing(self, chat: str, on: bool = True, recording: bool = False) -> None:
        state = ChatPresence.CHAT_PRESENCE_COMPOSING if on else ChatPresence.CHAT_PRESENCE_PAUSED
        voice, text = (
            ChatPresenceMedia.CHAT_PRESENCE_MEDIA_AUDIO,
            ChatPresenceMedia.CHAT_PRESENCE_MEDIA_TEXT,
        )
        media = voice if recording else text
        _courtesy(lambda: self._client.neonize.send_chat_presence(address(chat), state, media))

    def online(self, on: bool) -> None:
        presence = Presence.AVAILABLE if on else Presence.UNAVAILABLE
        _courtesy(lambda: self._client.neonize.send_presence(presence))

    def _quoted_key(self, message: Message) -> Any:
        quoted = message.quoted
        if quoted is None:
            raise LinkError("there is nothing quoted")
        ours = self.wrote(quoted.id) or self.own.has(quoted.sender)
        return outgoing.key(message.chat, quoted.id, None if ours else quoted.sender)

    def _upload(self, data: bytes, kind: MediaType) -> Any:
        return asked(lambda: self._client.neonize.upload(data, kind))

    def _send(self, chat: str, proto: Any) -> None:
        self._before(chat)
        answer = asked(lambda: self._client.neonize.send_message(address(chat), proto))
        self._ids.append(answer.ID)
        self._sent()


def _proto(message: Message, quoted: bool) -> Any:
    return parts.quoted_message(message.raw) if quoted else parts.own_message(message.raw)


def _key(message: Message) -> Any:
    return outgoing.key(message.chat, message.id, None if message.from_me else message.sender)


def _courtesy(call: Callable[[], Any]) -> None:
    try:
        asked(call)
    except (LinkDown, LinkError) as error:
        log.debug("others could not be shown what the bot does: %s", error)
