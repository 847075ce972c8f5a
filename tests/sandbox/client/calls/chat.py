"""Texts and what is said about them: receipts, typing."""

from __future__ import annotations

from tests.sandbox.client import memory
from tests.sandbox.client.calls.sending import Sending


class Chat(Sending):
    def send_text(self, to: str, text: str) -> str:
        """`@` and a number in it mentions that number."""
        return self._send(self._jid(to), text)

    def send_texts(self, to: str, texts: list[str]) -> list[str]:
        """One after the other."""
        return [self.send_text(to, text) for text in texts]

    def mark_read(self, to: str, message_id: str) -> None:
        from neonize.utils.enum import ReceiptType

        jid = self._jid(to)
        self._client.mark_read(message_id, chat=jid, sender=jid, receipt=ReceiptType.READ)

    def read(self, message_id: str) -> None:
        """Of a message that it has heard, in whatever chat."""
        from neonize.utils.enum import ReceiptType

        self._mark(message_id, ReceiptType.READ)

    def played(self, message_id: str) -> None:
        """A voice note, or a video, that it has heard."""
        from neonize.utils.enum import ReceiptType

        self._mark(message_id, ReceiptType.PLAYED)

    def typing(self, to: str, state: str = "composing", media: str = "text") -> None:
        """`state` is composing or paused, `media` text or audio, which is a voice note."""
        from neonize.utils.enum import ChatPresence, ChatPresenceMedia

        self._client.send_chat_presence(
            self._jid(to),
            ChatPresence[f"CHAT_PRESENCE_{state.upper()}"],
            ChatPresenceMedia[f"CHAT_PRESENCE_MEDIA_{media.upper()}"],
        )

    def _mark(self, message_id: str, receipt: object) -> None:
        source = memory.recall(message_id).Info.MessageSource
        chat, sender = source.Chat, source.Sender
        self._client.mark_read(message_id, chat=chat, sender=sender, receipt=receipt)
