"""Messages that are about another one, which is named by its id, and those that have a shape."""

from __future__ import annotations

from typing import Any

from tests.sandbox.client import memory
from tests.sandbox.client.calls.sending import Sending


class Kinds(Sending):
    """What a call is about, this process has sent or heard."""

    def reply(self, message_id: str, text: str) -> str:
        return self._sent(self._client.reply_message(text, memory.recall(message_id)))

    def mention(self, to: str, text: str, whom: list[str]) -> str:
        """`whom` are addresses, LIDs or numbers, each with its server."""
        from neonize.proto.waE2E.WAWebProtobufsE2E_pb2 import ContextInfo, ExtendedTextMessage

        context = ContextInfo(mentionedJID=whom)
        message = ExtendedTextMessage(text=text, contextInfo=context)
        return self._send_as(to, extendedTextMessage=message)

    def react(self, message_id: str, emoji: str) -> str:
        """Nothing for an emoji takes an earlier one away."""
        source = memory.recall(message_id).Info.MessageSource
        build = self._client.build_reaction
        return self._send(source.Chat, build(source.Chat, source.Sender, message_id, emoji))

    def edit(self, message_id: str, text: str) -> str:
        from neonize.proto.waE2E.WAWebProtobufsE2E_pb2 import Message

        chat = memory.recall(message_id).Info.MessageSource.Chat
        sent = self._client.edit_message(chat, message_id, Message(conversation=text))
        return self._sent(sent)

    def revoke(self, message_id: str) -> str:
        """For everyone: its own, or, as an admin of the group, another's."""
        source = memory.recall(message_id).Info.MessageSource
        sender = self._client.get_me().JID if source.IsFromMe else source.Sender
        return self._sent(self._client.revoke_message(source.Chat, sender, message_id))

    def send_poll(self, to: str, question: str, options: list[str], several: bool = False) -> str:
        from neonize.utils.enum import VoteType

        count = VoteType.MULTIPLE if several else VoteType.SINGLE
        build = self._client.build_poll_vote_creation
        return self._send(self._jid(to), build(question, options, count))

    def vote(self, message_id: str, options: list[str]) -> str:
        """In place of an earlier vote on this poll."""
        poll = memory.recall(message_id).Info
        return self._send(poll.MessageSource.Chat, self._client.build_poll_vote(poll, options))

    def chosen(self, message_id: str, options: list[str]) -> list[str]:
        """Those of the poll's options that the vote with this id is for."""
        from hashlib import sha256

        from neonize._binder import consume_bytes_struct, gocode

        gocode.DecryptPollVote.errcheck = consume_bytes_struct  # neonize 0.5.2 forgot this one
        vote = self._client.decrypt_poll_vote(memory.recall(message_id))
        return [it for it in options if sha256(it.encode()).digest() in vote.selectedOptions]

    def send_location(self, to: str, latitude: float, longitude: float, name: str = "") -> str:
        from neonize.proto.waE2E.WAWebProtobufsE2E_pb2 import LocationMessage

        place = LocationMessage(degreesLatitude=latitude, degreesLongitude=longitude, name=name)
        return self._send_as(to, locationMessage=place)

    def send_contact(self, to: str, name: str, number: str) -> str:
        return self._sent(self._client.send_contact(self._jid(to), name, number))

    def send_contacts(self, to: str, cards: list[tuple[str, str]]) -> str:
        """Names and numbers."""
        from neonize.proto.waE2E.WAWebProtobufsE2E_pb2 import ContactMessage, ContactsArrayMessage
        from neonize.utils import gen_vcard

        made = [
            ContactMessage(displayName=name, vcard=gen_vcard(name, number))
            for name, number in cards
        ]
        several = ContactsArrayMessage(displayName=f"{len(made)} contacts", contacts=made)
        return self._send_as(to, contactsArrayMessage=several)

    def forward(self, message_id: str, to: str) -> str:
        """Text or media; a file is not uploaded again."""
        from neonize.proto.waE2E.WAWebProtobufsE2E_pb2 import ExtendedTextMessage, Message
        from neonize.utils.message import get_message_type

        message = Message()
        message.CopyFrom(memory.recall(message_id).Message)
        if message.conversation:
            message = Message(extendedTextMessage=ExtendedTextMessage(text=message.conversation))
        context = get_message_type(message).contextInfo
        context.isForwarded, context.forwardingScore = True, 1
        return self._send(self._jid(to), message)

    def _send_as(self, to: str, **field: Any) -> str:
        from neonize.proto.waE2E.WAWebProtobufsE2E_pb2 import Message

        return self._send(self._jid(to), Message(**field))
