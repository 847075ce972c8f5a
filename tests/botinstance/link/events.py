"""Events as the library gives them."""

from __future__ import annotations

from typing import Any

from neonize.events import MessageEv
from neonize.proto.waE2E.WAWebProtobufsE2E_pb2 import Message as Proto
from neonize.utils.jid import build_jid

PHONES, LIDS, GROUPS = "s.whatsapp.net", "lid", "g.us"


def jid(user: str, server: str, device: int = 0) -> Any:
    made = build_jid(user, server)
    made.Device = device
    return made


def event(proto: Any, **fields: Any) -> Any:
    """A message from Alice's LID in a private chat, unless told otherwise."""
    made = MessageEv()
    made.Message.CopyFrom(proto)
    made.Info.ID = fields.get("id", "3EB0A")
    made.Info.Timestamp = fields.get("timestamp", 1_700_000_000_000)
    made.Info.Pushname = "Alice"
    made.Info.Type = "text"
    made.Info.Category = fields.get("category", "")
    made.Info.Multicast = False
    made.Info.MediaType = made.Info.Edit = ""
    # the library always sends these, and protobuf insists on them
    made.IsEphemeral = made.IsViewOnce = made.IsViewOnceV2 = made.IsViewOnceV2Extension = False
    made.IsDocumentWithCaption = made.IsLottieSticker = False
    made.IsEdit = fields.get("edited", False)
    made.UnavailableRequestID, made.RetryCount, made.Info.ServerID = "", 0, 0
    source = made.Info.MessageSource
    source.Chat.CopyFrom(fields.get("chat", jid("915550001", LIDS)))
    source.Sender.CopyFrom(fields.get("sender", jid("915550001", LIDS, 2)))
    source.SenderAlt.CopyFrom(fields.get("alt", jid("15550001", PHONES, 2)))
    source.RecipientAlt.CopyFrom(jid("", ""))
    source.BroadcastListOwner.CopyFrom(jid("", ""))
    source.IsFromMe = fields.get("from_me", False)
    source.IsGroup = fields.get("group", False)
    return made


def text(words: str) -> Any:
    return Proto(conversation=words)
