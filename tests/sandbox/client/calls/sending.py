"""What all calls that send a message do with it."""

from __future__ import annotations

from typing import Any

from tests.sandbox.client import memory
from tests.sandbox.client.calls.base import Base


class Sending(Base):
    def _send(self, to: Any, message: Any) -> str:
        """`to` is the library's JID, `message` a text or an E2E `Message`. The message's id."""
        return self._sent(self._client.send_message(to, message))

    def _sent(self, response: Any) -> str:
        """Keeps what was sent, so that it can be quoted, edited, revoked, …"""
        from neonize.proto.Neonize_pb2 import Message, MessageInfo, MessageSource

        source = MessageSource(Chat=response.Chat, Sender=response.Sender, IsFromMe=True)
        info = MessageInfo(ID=response.ID, MessageSource=source, Timestamp=response.Timestamp)
        _complete(info)
        memory.keep(Message(Info=info, Message=response.Message))
        return str(response.ID)


def _complete(message: Any) -> None:
    """Gives required fields that are not set the values that mean nothing."""
    for field in message.DESCRIPTOR.fields:
        if not field.is_required:
            continue
        if field.message_type:
            getattr(message, field.name).SetInParent()
            _complete(getattr(message, field.name))
        elif not message.HasField(field.name):
            setattr(message, field.name, field.default_value)
