"""The protobuf messages that we send. Built here, not by neonize's helpers, which would read
mentions out of any "@12345" in a text and run ffprobe on what we have just made."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Sequence
from typing import Any

from neonize.events import MessageEv
from neonize.proto.waCommon.WACommon_pb2 import MessageKey
from neonize.proto.waE2E.WAWebProtobufsE2E_pb2 import (
    AudioMessage,
    ContactMessage,
    ContextInfo,
    ExtendedTextMessage,
    Message,
    MessageContextInfo,
    PollCreationMessage,
    ProtocolMessage,
    StickerMessage,
)

from botinstance.link.message import body, jid

# People choose what some answers say. None may be a command to another bot in the chat, which may
# have more rights than they: what looks like one begins with a space of no width.
_LIKE_A_COMMAND = re.compile(r"[!#$%&+,./:;<=?^|\\-]{1,3}[^\W\d_]")
_NO_WIDTH = "\u200b"


def text(words: str, mentions: Sequence[str] = (), context: Any = None) -> Any:
    context = context or ContextInfo()
    if _LIKE_A_COMMAND.match(words):
        words = _NO_WIDTH + words
    context.mentionedJID.extend(mentions)
    return Message(extendedTextMessage=ExtendedTextMessage(text=words, contextInfo=context))


def sticker(uploaded: Any, context: Any) -> Any:
    return Message(
        stickerMessage=StickerMessage(
            **_file(uploaded),
            mimetype="image/webp",
            width=512,
            height=512,
            isAnimated=False,
            contextInfo=context,
        )
    )


def voice(uploaded: Any, seconds: int, context: Any) -> Any:
    return Message(
        audioMessage=AudioMessage(
            **_file(uploaded),
            mimetype="audio/ogg; codecs=opus",
            seconds=seconds,
            PTT=True,
            contextInfo=context,
        )
    )


def contact(name: str, phone: str, context: Any) -> Any:
    """`phone` is digits; a vCard 3.0 as WhatsApp writes it."""
    plain = "".join(c for c in name if c not in "\r\n;,\\")
    card = f"BEGIN:VCARD\nVERSION:3.0\nFN:{plain}\nTEL;type=CELL;waid={phone}:+{phone}\nEND:VCARD"
    return Message(
        contactMessage=ContactMessage(displayName=plain, vcard=card, contextInfo=context)
    )


def poll(question: str, options: Sequence[str]) -> Any:
    """Votes are encrypted with the secret, so each poll has its own."""
    return Message(
        pollCreationMessage=PollCreationMessage(
            name=question,
            options=[PollCreationMessage.Option(optionName=option) for option in options],
            selectableOptionsCount=1,
        ),
        messageContextInfo=MessageContextInfo(messageSecret=secrets.token_bytes(32)),
    )


def revocation(chat: str, message_id: str, sender: str | None) -> Any:
    """Takes a message back: `sender`'s, in a group, or our own if None."""
    key = MessageKey(fromMe=sender is None, ID=message_id, remoteJID=chat)
    if sender is not None:
        key.participant = sender
    return Message(protocolMessage=ProtocolMessage(type=ProtocolMessage.REVOKE, key=key))


def quoting(raw: bytes) -> Any:
    """The context that makes a message an answer to the one in `raw`."""
    event = MessageEv.FromString(raw)
    quoted = Message()
    quoted.CopyFrom(event.Message)
    part = body(quoted)
    if part is not None:
        part.ClearField("contextInfo")  # or each answer would carry the whole conversation
    quoted.ClearField("messageContextInfo")
    quoted.ClearField("senderKeyDistributionMessage")
    return ContextInfo(
        stanzaID=event.Info.ID,
        participant=jid(event.Info.MessageSource.Sender),
        quotedMessage=quoted,
    )


def quoted_message(raw: bytes) -> Any:
    """The protobuf message that the one in `raw` quotes, empty if none."""
    part = body(MessageEv.FromString(raw).Message)
    return part.contextInfo.quotedMessage if part is not None else Message()


def own_message(raw: bytes) -> Any:
    return MessageEv.FromString(raw).Message


def _file(uploaded: Any) -> dict[str, Any]:
    return {
        "URL": uploaded.url,
        "directPath": uploaded.DirectPath,
        "fileEncSHA256": uploaded.FileEncSHA256,
        "fileLength": uploaded.FileLength,
        "fileSHA256": uploaded.FileSHA256,
        "mediaKey": uploaded.MediaKey,
        "mediaKeyTimestamp": int(time.time()),
    }
