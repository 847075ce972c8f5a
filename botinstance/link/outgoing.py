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
    ContactMessage,
    ContextInfo,
    ExtendedTextMessage,
    Message,
    MessageContextInfo,
    PinInChatMessage,
    PollCreationMessage,
    ProtocolMessage,
    ReactionMessage,
)

from botinstance.link.message import jid
from botinstance.link.parts import body, carrier, unwrap
from botinstance.link.protocol import LinkError

# People choose what some answers say. None may be a command to another bot in the chat, which may
# have more rights than they: what looks like one begins with a space of no width.
_LIKE_A_COMMAND = re.compile(r"[!#$%&+,./:;<=?^|\\-]{1,3}[^\W\d_]")
_NO_WIDTH = "\u200b"


def text(words: str, mentions: Sequence[str] = (), context: Any = None) -> Any:
    context = context or ContextInfo()
    context.mentionedJID.extend(mentions)
    told = ExtendedTextMessage(text=harmless(words), contextInfo=context)
    return Message(extendedTextMessage=told)


def harmless(words: str) -> str:
    """The words, so that no other bot takes them for a command."""
    return _NO_WIDTH + words if _LIKE_A_COMMAND.match(words) else words


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


def key(chat: str, message_id: str, sender: str | None) -> Any:
    """What names a message to all in its chat: `sender`'s, or our own if None."""
    made = MessageKey(fromMe=sender is None, ID=message_id, remoteJID=chat)
    if sender is not None and chat.endswith("@g.us"):
        made.participant = sender
    return made


def revocation(key: Any) -> Any:
    """Takes a message back."""
    return Message(protocolMessage=ProtocolMessage(type=ProtocolMessage.REVOKE, key=key))


def reaction(key: Any, emoji: str) -> Any:
    """An empty emoji takes the reaction back."""
    now = int(time.time() * 1000)
    return Message(reactionMessage=ReactionMessage(key=key, text=emoji, senderTimestampMS=now))


def pin(key: Any, seconds: int) -> Any:
    """Pins a message for everybody. neonize's own pin_message sends the same, but its Go side
    panics where there is no client, and that would end the process."""
    now = int(time.time() * 1000)
    kind = PinInChatMessage.PIN_FOR_ALL
    return Message(
        pinInChatMessage=PinInChatMessage(key=key, type=kind, senderTimestampMS=now),
        messageContextInfo=MessageContextInfo(
            messageAddOnDurationInSecs=seconds,
            messageAddOnExpiryType=MessageContextInfo.STATIC,
        ),
    )


def forwarded(message: Any) -> Any:
    """What `message` says, to be sent on: its media are the same ones, under the same keys, and
    may be looked at more than once. Raises LinkError where there is nothing of that kind."""
    name = carrier(message)
    if name is None:
        if not message.conversation:
            raise LinkError("there is nothing in it that can be forwarded")
        return text(message.conversation, context=ContextInfo(isForwarded=True, forwardingScore=1))
    made = Message()
    part = getattr(made, name)
    part.CopyFrom(getattr(message, name))
    score = part.contextInfo.forwardingScore + 1
    part.contextInfo.CopyFrom(ContextInfo(isForwarded=True, forwardingScore=score))
    for field in ("text", "caption"):
        if getattr(part, field, ""):
            setattr(part, field, harmless(getattr(part, field)))
    if hasattr(part, "viewOnce"):
        part.ClearField("viewOnce")
    return made


def quoting(raw: bytes) -> Any:
    """The context that makes a message an answer to the one in `raw`, and lets it disappear when
    that one does."""
    event = MessageEv.FromString(raw)
    quoted = Message()
    quoted.CopyFrom(unwrap(event.Message)[0])
    context = ContextInfo(stanzaID=event.Info.ID, participant=jid(event.Info.MessageSource.Sender))
    part = body(quoted)
    if part is not None:
        if part.contextInfo.expiration:
            context.expiration = part.contextInfo.expiration
        part.ClearField("contextInfo")  # or each answer would carry the whole conversation
    quoted.ClearField("messageContextInfo")
    quoted.ClearField("senderKeyDistributionMessage")
    context.quotedMessage.CopyFrom(quoted)
    return context
