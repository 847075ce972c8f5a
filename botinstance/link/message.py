"""From neonize's message event to our plain Message."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from neonize.events import MessageEv

from botinstance.link.parts import CAPTIONED, MEDIA, body, unwrap
from botinstance.link.protocol import Media, Message, Own, Quoted

_PHONES = "s.whatsapp.net"
_MOVING = ("isAnimated", "isLottie", "gifPlayback")  # of a sticker, a sticker, a video

PhoneOf = Callable[[str], str]  # the digits behind a LID, or nothing


def load(raw: bytes, own: Own, phone_of: PhoneOf) -> Message | None:
    """The message in `raw`, an event that `Message.raw` has kept."""
    return convert(MessageEv.FromString(raw), own, phone_of)


def convert(event: Any, own: Own, phone_of: PhoneOf) -> Message | None:
    """None for what is not said by somebody in a chat: protocol messages, the key distribution
    that precedes a group message, channels, status updates, and what we have sent."""
    info, source = event.Info, event.Info.MessageSource
    if not said_in_a_chat(event, own):
        return None
    change = event.Message.protocolMessage if event.IsEdit else None
    proto, once = unwrap(event.Message if change is None else change.editedMessage)
    text, media = _text(proto), _media(proto, once or event.IsViewOnce)
    if not text and not media:
        return None
    context = _context(proto)
    return Message(
        id=info.ID if change is None else change.key.ID,
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
        edit="" if change is None else info.ID,
        raw=event.SerializeToString(),
    )


def said_in_a_chat(event: Any, own: Own) -> bool:
    """Whether a message event is by a person in a chat, and not by this very device."""
    source = event.Info.MessageSource
    if event.Info.Category == "peer" or source.Chat.Server in ("newsletter", "broadcast"):
        return False
    return not (source.IsFromMe and source.Sender.Device == own.device)


def jid(value: Any) -> str:
    return f"{value.User}@{value.Server}"


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
    for kind in CAPTIONED:
        if message.HasField(f"{kind}Message"):
            return str(getattr(message, f"{kind}Message").caption)
    if message.HasField("groupInviteMessage"):
        invite = message.groupInviteMessage
        return f"https://chat.whatsapp.com/{invite.inviteCode} {invite.caption}".strip()
    return ""


def _media(message: Any, once: bool) -> Media | None:
    for kind in MEDIA:
        if message.HasField(f"{kind}Message"):
            part = getattr(message, f"{kind}Message")
            return Media(
                kind,
                part.fileLength,
                part.mimetype,
                view_once=once,
                animated=any(getattr(part, name, False) for name in _MOVING),
                voice=getattr(part, "PTT", False),
                seconds=getattr(part, "seconds", 0),
                name=getattr(part, "fileName", ""),
            )
    return None


def _context(message: Any) -> Any:
    part = body(message)
    return part.contextInfo if part is not None and part.HasField("contextInfo") else None


def _quoted(context: Any) -> Quoted | None:
    if not context.HasField("quotedMessage"):
        return None
    message, once = unwrap(context.quotedMessage)
    return Quoted(context.participant, _text(message), _media(message, once), context.stanzaID)
