"""The protobuf message that people encrypt for each other: what is wrapped into what, and which
part of it carries the words, the media and the context."""

from __future__ import annotations

from typing import Any

from neonize.events import MessageEv
from neonize.proto.waE2E.WAWebProtobufsE2E_pb2 import Message

MEDIA = ("image", "video", "sticker", "audio", "document")
CAPTIONED = ("image", "video", "document")
_CARRIERS = (
    "extendedTextMessage",
    *(f"{kind}Message" for kind in MEDIA),
    "contactMessage",
    "locationMessage",
)
_ONCE = ("viewOnceMessage", "viewOnceMessageV2", "viewOnceMessageV2Extension")
# whatsmeow takes most of these off, but not all, none in a quote, and not one within another
_WRAPPERS = (
    *_ONCE,
    "ephemeralMessage",
    "documentWithCaptionMessage",
    "groupMentionedMessage",
    "associatedChildMessage",
    "lottieStickerMessage",
    "botInvokeMessage",
)


def unwrap(message: Any) -> tuple[Any, bool]:
    """What `message` holds, and whether it came to be looked at once."""
    once = False
    while wrapper := next((name for name in _WRAPPERS if message.HasField(name)), None):
        once = once or wrapper in _ONCE
        message = getattr(message, wrapper).message
    if message.HasField("ptvMessage"):  # a round video; whatsmeow would not download it as such
        message = Message(videoMessage=message.ptvMessage)
    return message, once or bool(getattr(body(message), "viewOnce", False))


def carrier(message: Any) -> str | None:
    """The name of the field that carries context; a `conversation` has none."""
    return next((name for name in _CARRIERS if message.HasField(name)), None)


def body(message: Any) -> Any:
    """The part of a protobuf message that carries context: text or media; None if neither."""
    name = carrier(message)
    return getattr(message, name) if name else None


def own_message(raw: bytes) -> Any:
    """The protobuf message of the event in `raw`, out of its wrappers."""
    return unwrap(MessageEv.FromString(raw).Message)[0]


def quoted_message(raw: bytes) -> Any:
    """The protobuf message that the one in `raw` quotes, out of its wrappers; empty if none."""
    part = body(own_message(raw))
    return unwrap(part.contextInfo.quotedMessage)[0] if part is not None else Message()
