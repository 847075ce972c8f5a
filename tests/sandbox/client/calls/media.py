"""Files of every kind; `data` is their content in hexadecimal."""

from __future__ import annotations

from tests.sandbox.client import memory
from tests.sandbox.client.calls.sending import Sending


class Media(Sending):
    def send_file(self, to: str, data: str, name: str, caption: str = "") -> str:
        file = bytes.fromhex(data)
        sent = self._client.send_document(
            self._jid(to), file, filename=name, caption=caption or None
        )
        return self._sent(sent)

    def send_image(self, to: str, data: str, caption: str = "", view_once: bool = False) -> str:
        file = bytes.fromhex(data)
        sent = self._client.send_image(self._jid(to), file, caption or None, viewonce=view_once)
        return self._sent(sent)

    def reply_image(self, message_id: str, data: str, caption: str) -> str:
        """Quotes a message that this process has sent or heard."""
        quoted = memory.recall(message_id)
        chat = quoted.Info.MessageSource.Chat
        return self._sent(self._client.send_image(chat, bytes.fromhex(data), caption, quoted))

    def send_sticker(self, to: str, data: str) -> str:
        """`data` is a picture; neonize makes it a sticker."""
        return self._sent(self._client.send_sticker(self._jid(to), bytes.fromhex(data)))

    def send_video(self, to: str, data: str, caption: str = "", gif: bool = False) -> str:
        file = bytes.fromhex(data)
        sent = self._client.send_video(self._jid(to), file, caption or None, gifplayback=gif)
        return self._sent(sent)

    def send_audio(self, to: str, data: str, ptt: bool = False) -> str:
        return self._sent(self._client.send_audio(self._jid(to), bytes.fromhex(data), ptt=ptt))

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
        return self._send(self._jid(to), Message(audioMessage=audio))

    def download(self, raw: str) -> str:
        from neonize.proto.waE2E.WAWebProtobufsE2E_pb2 import Message

        return str(self._client.download_any(Message.FromString(bytes.fromhex(raw))).hex())
