"""The Link over neonize."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from neonize.utils.enum import ChatPresence, ChatPresenceMedia, MediaType

from botinstance.link import outgoing
from botinstance.link.asking import address, asked, member
from botinstance.link.client import Client
from botinstance.link.group import Member
from botinstance.link.groups import WhatsAppGroups
from botinstance.link.protocol import LinkDown, LinkError, Message, Own

log = logging.getLogger(__name__)

_MEMBERS_KEPT = 300.0  # seconds; WhatsApp limits how often a group may be asked for
_IDS_KEPT = 1000  # of our own messages


class WhatsApp:
    """Safe to call from several threads."""

    def __init__(self, client: Client, own: Own, sent: Callable[[], None]) -> None:
        """`sent` is called after each message that WhatsApp's server has taken."""
        self._client = client
        self._sent = sent
        self._members: dict[str, tuple[float, list[Member]]] = {}
        self._ids: deque[str] = deque(maxlen=_IDS_KEPT)
        self.own = own
        self.groups = WhatsAppGroups(client, self.forget_members)

    def reply(self, message: Message, text: str, mentions: Sequence[str] = ()) -> None:
        self._send(message.chat, outgoing.text(text, mentions, outgoing.quoting(message.raw)))

    def send_sticker(self, message: Message, webp: bytes) -> None:
        uploaded = self._upload(webp, MediaType.MediaImage)
        self._send(message.chat, outgoing.sticker(uploaded, outgoing.quoting(message.raw)))

    def send_voice(self, message: Message, ogg: bytes, seconds: int) -> None:
        uploaded = self._upload(ogg, MediaType.MediaAudio)
        self._send(message.chat, outgoing.voice(uploaded, seconds, outgoing.quoting(message.raw)))

    def send_contact(self, message: Message, name: str, phone: str) -> None:
        self._send(message.chat, outgoing.contact(name, phone, outgoing.quoting(message.raw)))

    def send_poll(self, message: Message, question: str, options: Sequence[str]) -> None:
        self._send(message.chat, outgoing.poll(question, options))

    def wrote(self, message_id: str) -> bool:
        return message_id in self._ids

    def delete_quoted(self, message: Message) -> None:
        quoted = message.quoted
        if quoted is None:
            raise LinkError("there is nothing quoted")
        ours = self.wrote(quoted.id) or self.own.has(quoted.sender)
        sender = None if ours else quoted.sender
        self._send(message.chat, outgoing.revocation(message.chat, quoted.id, sender))

    def download(self, message: Message, quoted: bool = False) -> bytes:
        pick = outgoing.quoted_message if quoted else outgoing.own_message
        proto = pick(message.raw)
        return bytes(asked(lambda: self._client.neonize.download_any(proto)))

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

    def typing(self, chat: str, on: bool = True) -> None:
        state = ChatPresence.CHAT_PRESENCE_COMPOSING if on else ChatPresence.CHAT_PRESENCE_PAUSED
        media = ChatPresenceMedia.CHAT_PRESENCE_MEDIA_TEXT
        try:
            asked(lambda: self._client.neonize.send_chat_presence(address(chat), state, media))
        except (LinkDown, LinkError) as error:
            log.debug("typing could not be shown: %s", error)

    def _upload(self, data: bytes, kind: MediaType) -> Any:
        return asked(lambda: self._client.neonize.upload(data, kind))

    def _send(self, chat: str, proto: Any) -> None:
        answer = asked(lambda: self._client.neonize.send_message(address(chat), proto))
        self._ids.append(answer.ID)
        self._sent()
