"""The Link over neonize."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from typing import Any

from neonize.exc import NeonizeError
from neonize.utils.enum import ChatPresence, ChatPresenceMedia, MediaType
from neonize.utils.jid import build_jid

from botinstance.link import outgoing
from botinstance.link.client import Client
from botinstance.link.message import jid
from botinstance.link.protocol import LinkDown, LinkError, Member, Message, Own

log = logging.getLogger(__name__)

_MEMBERS_KEPT = 300.0  # seconds; WhatsApp limits how often a group may be asked for
_DOWN = ("websocket", "client is nil", "timed out", "not connected")  # in Go's error texts


class WhatsApp:
    """Safe to call from several threads."""

    def __init__(self, client: Client, own: Own, sent: Callable[[], None]) -> None:
        """`sent` is called after each message that WhatsApp's server has taken."""
        self._client = client
        self._sent = sent
        self._members: dict[str, tuple[float, list[Member]]] = {}
        self.own = own

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

    def download(self, message: Message, quoted: bool = False) -> bytes:
        pick = outgoing.quoted_message if quoted else outgoing.own_message
        proto = pick(message.raw)
        return bytes(_asked(lambda: self._client.neonize.download_any(proto)))

    def group_members(self, chat: str) -> Sequence[Member]:
        kept = self._members.get(chat)
        if kept and kept[0] > time.monotonic():
            return kept[1]
        info = _asked(lambda: self._client.neonize.get_group_info(_jid(chat)))
        members = [
            Member(jid(p.JID), _phone(p), p.IsAdmin or p.IsSuperAdmin) for p in info.Participants
        ]
        self._members[chat] = (time.monotonic() + _MEMBERS_KEPT, members)
        return members

    def forget_members(self, chat: str) -> None:
        """The group has changed: ask for it anew when it is needed."""
        self._members.pop(chat, None)

    def typing(self, chat: str, on: bool = True) -> None:
        state = ChatPresence.CHAT_PRESENCE_COMPOSING if on else ChatPresence.CHAT_PRESENCE_PAUSED
        media = ChatPresenceMedia.CHAT_PRESENCE_MEDIA_TEXT
        try:
            _asked(lambda: self._client.neonize.send_chat_presence(_jid(chat), state, media))
        except (LinkDown, LinkError) as error:
            log.debug("typing could not be shown: %s", error)

    def _upload(self, data: bytes, kind: MediaType) -> Any:
        return _asked(lambda: self._client.neonize.upload(data, kind))

    def _send(self, chat: str, proto: Any) -> None:
        _asked(lambda: self._client.neonize.send_message(_jid(chat), proto))
        self._sent()


def _asked(call: Callable[[], Any]) -> Any:
    """Call neonize. Its errors become ours: LinkDown if there is no connection, else LinkError."""
    try:
        return call()
    except NeonizeError as error:
        words = str(error)
        if any(sign in words for sign in _DOWN):
            raise LinkDown(words) from None
        raise LinkError(words) from None


def _jid(text: str) -> Any:
    user, _, server = text.partition("@")
    return build_jid(user, server)


def _phone(participant: Any) -> str:
    for candidate in (participant.PhoneNumber, participant.JID):
        if candidate.Server == "s.whatsapp.net":
            return str(candidate.User)
    return ""
