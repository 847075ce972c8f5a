"""From neonize's message event to our plain Message."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from neonize.events import MessageEv

from botinstance.link.protocol import Media, Message, Own, Quoted

_PHONES = "s.whatsapp.net"
_MEDIA = ("image", "video", "sticker", "audio", "document")
_CAPTIONED = ("image", "video", "document")

PhoneOf = Callable[[str], str]  # the digits behind a LID, or nothing


def load(raw: bytes, own: Own, phone_of: PhoneOf) -> Message | None:
    """The message in `raw`, an event that `Message.raw` has kept."""
    return convert(MessageEv.FromString(raw), own, phone_of)


def convert(event: Any, own: Own, phone_of: PhoneOf) -> Message | None:
    """None for what is not said by somebody in a chat: protocol messages, the key distribution
    that precedes a group message, edits, channels, status updates, and what we have sent."""
    info, source = event.Info, event.Info.MessageSource
    if (
        info.Category == "peer"
        or event.IsEdit
        or source.Chat.Server in ("newsletter", "broadcast")
    ):
        return None
    if source.IsFromMe and source.Sender.Device == own.device:
        return None
    text, media = _text(event.Message), _media(event.Message)
    if not text and not media:
        return None
    context = _context(event.Message)
    return Message(
        id=info.ID,
        chat=jid(source.Chat),
        sender=jid(source.Sender),
        sender_phone=own.phone if source.IsFromMe else _phone(source, phone_of),
        sender_name=info.Pushname,
        is_group=source.IsGroup,
        from_me=source.IsFromMe,
        at=info.Timestamp / 1000,  # neonize gives milliseconds
        text=text,
        mentions=tuple(context.mentionedJID) if context else (),
        media=media,
        quoted=_quoted(context) if context else None,
        raw=event.SerializeToString(),
    )


def jid(value: Any) -> str:
    return f"{value.User}@{value.Server}"


def body(message: Any) -> Any:
    """The part of a protobuf message that carries context: text or media; None if neither."""
    for name in ("extendedTextMessage", *(f"{kind}Message" for kind in _MEDIA)):
        if message.HasField(name):
            return getattr(message, name)
    return None


def _phone(source: Any, phone_of: PhoneOf) -> str:
    for candidate in (source.Sender, source.SenderAlt):
        if candidate.Server == _PHONES:
            return str(candidate.User)
    return phone_of(jid(source.Sender))


def _text(message: Any) -> str:
    if message.conversation:
        return str(message.conversation)
    if message.HasField("extendedTextMessage"):
        return str(message.extendedTextMessage.text)
    for kind in _CAPTIONED:
        if message.HasField(f"{kind}Message"):
            return str(getattr(message, f"{kind}Message").caption)
    return ""


def _media(message: Any) -> Media | None:
    for kind in _MEDIA:
        if message.HasField(f"{kind}Message"):
            part = getattr(message, f"{kind}Message")
            return Media(kind, part.fileLength, part.mimetype)
    return None


def _context(message: Any) -> Any:
    part = body(message)
    return part.contextInfo if part is not None and part.HasField("contextInfo") else None


def _quoted(context: Any) -> Quoted | None:
    if not context.HasField("quotedMessage"):
        return None
    message = context.quotedMessage
    return Quoted(context.participant, _text(message), _media(message), context.stanzaID)
