"""Messages between two, media, receipts, typing."""

from __future__ import annotations

from tests.sandbox.client.calls.base import Base


class Chat(Base):
    def send_text(self, to: str, text: str) -> str:
        return str(self._client.send_message(self._jid(to), text).ID)

    def send_file(self, to: str, data: str, name: str) -> str:
        sent = self._client.send_document(self._jid(to), bytes.fromhex(data), filename=name)
        return str(sent.ID)

    def send_sticker(self, to: str, data: str) -> str:
        """`data` is a picture; neonize makes it a sticker."""
        return str(self._client.send_sticker(self._jid(to), bytes.fromhex(data)).ID)

    def send_voice(self, to: str, data: str) -> str:
        """A voice note without ffmpeg: uploaded, then its message written by hand."""
        from neonize.proto.waE2E.WAWebProtobufsE2E_pb2 import AudioMessage, Message
        from neonize.utils.enum import MediaType

        file = self._client.upload(bytes.fromhex(data), MediaType.MediaAudio)
        audio = AudioMessage(
            URL=file.url,
            directPath=file.DirectPath,
            mediaKey=file.MediaKey,
            fileEncSHA256=file.FileEncSHA256,
            fileSHA256=file.FileSHA256,
            fileLength=file.FileLength,
            mimetype="audio/ogg; codecs=opus",
            PTT=True,
        )
        return str(self._client.send_message(self._jid(to), Message(audioMessage=audio)).ID)

    def download(self, raw: str) -> str:
        from neonize.proto.waE2E.WAWebProtobufsE2E_pb2 import Message

        return str(self._client.download_any(Message.FromString(bytes.fromhex(raw))).hex())

    def mark_read(self, to: str, message_id: str) -> None:
        from neonize.utils.enum import ReceiptType

        jid = self._jid(to)
        self._client.mark_read(message_id, chat=jid, sender=jid, receipt=ReceiptType.READ)

    def typing(self, to: str) -> None:
        from neonize.utils.enum import ChatPresence, ChatPresenceMedia

        self._client.send_chat_presence(
            self._jid(to),
            ChatPresence.CHAT_PRESENCE_COMPOSING,
            ChatPresenceMedia.CHAT_PRESENCE_MEDIA_TEXT,
        )
