"""From neonize's other events to our plain happenings.

Only messages come with an id of WhatsApp's. The ids made here are the same for the same event,
however often WhatsApp delivers it: they are made of what it says and of the server's time of it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any

from neonize.proto.waE2E.WAWebProtobufsE2E_pb2 import ProtocolMessage

from botinstance.link.happening import Call, Deleted, GroupTurn, Turn
from botinstance.link.message import PhoneOf, jid, said_in_a_chat
from botinstance.link.parts import unwrap
from botinstance.link.protocol import Own

_PHONES = "s.whatsapp.net"


def deletion(event: Any, own: Own) -> Deleted | None:
    """Of a message event; None if it takes nothing back. WhatsApp does not check that whoever
    wants a message gone wrote it or is an admin: other apps just do not do it."""
    message, _ = unwrap(event.Message)
    told = message.protocolMessage
    revokes = message.HasField("protocolMessage") and told.type == ProtocolMessage.REVOKE
    if not (revokes and told.key.ID) or not said_in_a_chat(event, own):
        return None
    source = event.Info.MessageSource
    return Deleted(jid(source.Chat), event.Info.ID, told.key.ID, jid(source.Sender))


def turns(event: Any) -> list[GroupTurn]:
    """Of a GroupInfoEv: one for each kind of change in it."""
    by = jid(event.Sender) if event.Sender.User else ""
    people = {
        Turn.JOINED: event.Join,
        Turn.LEFT: event.Leave,
        Turn.PROMOTED: event.Promote,
        Turn.DEMOTED: event.Demote,
    }
    made = [_turn(event, turn, by, whom) for turn, whom in people.items() if whom]
    if event.HasField("Name"):
        made.append(_turn(event, Turn.RENAMED, by, text=event.Name.Name))
    if event.HasField("Topic"):
        made.append(_turn(event, Turn.DESCRIBED, by, text=event.Topic.Topic))
    return made


def joining(event: Any, own: Own) -> GroupTurn:
    """Of a JoinedGroupEv: the account itself has come into a group. Such an event bears no time;
    the group's version, which grows with each change of its members, stands for it."""
    group = event.GroupInfo
    us = (jid(it.JID) for it in group.Participants if own.has(jid(it.JID)))
    by = jid(event.Sender) if event.Sender.User else ""
    person = next(us, own.lid)
    id = f"{Turn.JOINED}-{_digest(group.ParticipantVersionID, event.CreateKey, person)}"
    return GroupTurn(jid(group.JID), id, Turn.JOINED, (person,), by)


def call(event: Any, phone_of: PhoneOf) -> Call:
    """Of a CallOfferEv."""
    meta = event.basicCallMeta
    caller = getattr(meta, "from")
    known = (caller, meta.callCreator, meta.callCreatorAlt)
    phone = next((it.User for it in known if it.Server == _PHONES), "")
    return Call(jid(caller), meta.callID, phone or phone_of(jid(caller)))


def _turn(event: Any, turn: Turn, by: str, whom: Iterable[Any] = (), text: str = "") -> GroupTurn:
    people = tuple(jid(it) for it in whom)
    id = f"{turn}-{event.Timestamp}-{_digest(by, *people, text)}"
    return GroupTurn(jid(event.JID), id, turn, people, by, text)


def _digest(*words: str) -> str:
    return f"{zlib.crc32(chr(0).join(words).encode()):08x}"
