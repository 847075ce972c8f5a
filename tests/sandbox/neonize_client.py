"""A real WhatsApp client (neonize) in a process of its own, led by JSON lines.

    python neonize_client.py STORE ROOT      with HTTPS_PROXY, SSL_CERT_FILE, SSL_CERT_DIR set

It tells what happens to it on stdout, one object a line, `{"event": name, …}`, and obeys lines of
`{"call": name, "args": [...]}` on stdin, each answered by `{"event": "result", …}`. It ends by
SIGKILL: an unpaired client knows no other end.
"""

from __future__ import annotations

import ctypes
import json
import logging
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

# WhatsApp's trust root as neonize 0.5.2 holds it: tulir/whatsmeow, handshake.go, WACertPubKey.
WHATSAPP_ROOT = bytes.fromhex("142375574d0a587166aae71ebe516437c4a28b73e3695c6ce1f7f9545da8ee6b")
DSN = "?_journal_mode=WAL&_synchronous=NORMAL&_busy_timeout=15000&_foreign_keys=on&_z="

# The library writes to stdout: what we have to say goes out by a descriptor of our own.
OUT = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
SAYING = threading.Lock()


def say(event: str, **data: Any) -> None:
    with SAYING:
        OUT.write(json.dumps({"event": event, **data}) + "\n")
        OUT.flush()


class Log(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        say("log", level=record.levelname, text=record.getMessage())


def trust(root: bytes) -> None:
    """Puts `root` in the place of WhatsApp's in the loaded library's writable memory."""
    places = []
    for line in Path("/proc/self/maps").read_text().splitlines():
        parts = line.split(None, 5)
        if len(parts) == 6 and "neonize-linux" in parts[5] and "w" in parts[1]:
            low, high = (int(part, 16) for part in parts[0].split("-"))
            found = ctypes.string_at(low, high - low).find(WHATSAPP_ROOT)
            places += [low + found] if found >= 0 else []
    assert len(places) == 1, f"the trust root stands in {len(places)} places"
    ctypes.memmove(places[0], root, 32)


def make(store: str) -> Any:
    from neonize import events
    from neonize.client import NewClient

    client = NewClient(store + DSN)

    @client.qr
    def _(_: Any, text: bytes) -> None:
        say("qr", text=text.decode())

    def status(uuid: int, text: int) -> None:
        say("status", text=ctypes.string_at(text).decode())

    client._NewClient__onLoginStatus = status
    for event, tell in TELL.items():
        client.event(getattr(events, event))(_teller(tell))
    return client


def _teller(tell: Callable[[Any], None]) -> Callable[[Any, Any], None]:
    def handler(_: Any, event: Any) -> None:
        try:
            tell(event)
        except Exception as error:  # the library would swallow it
            say("log", level="ERROR", text=f"{type(error).__name__}: {error}")

    return handler


def address(jid: Any) -> str:
    device = f":{jid.Device}" if jid.Device else ""
    return f"{jid.User}{device}@{jid.Server}"


def message(event: Any) -> None:
    source = event.Info.MessageSource
    say(
        "message",
        id=event.Info.ID,
        sender=address(source.Sender),
        alt=address(source.SenderAlt),
        chat=address(source.Chat),
        from_me=source.IsFromMe,
        name=event.Info.Pushname,
        text=event.Message.extendedTextMessage.text or event.Message.conversation,
        media=event.Message.documentMessage.fileName,
        raw=event.Message.SerializeToString().hex(),
    )


def receipt(event: Any) -> None:
    kind = event.Type
    say("receipt", ids=list(event.MessageIDs), kind=kind, by=address(event.MessageSource.Sender))


def typing(event: Any) -> None:
    say("typing", state=event.State, chat=address(event.MessageSource.Chat))


TELL: dict[str, Callable[[Any], None]] = {
    "ConnectedEv": lambda event: say("connected"),
    "DisconnectedEv": lambda event: say("disconnected"),
    "LoggedOutEv": lambda event: say("logged_out"),
    "StreamReplacedEv": lambda event: say("replaced"),
    "OfflineSyncCompletedEv": lambda event: say("caught_up", count=event.Count),
    "MessageEv": message,
    "ReceiptEv": receipt,
    "ChatPresenceEv": typing,
    "PresenceEv": lambda event: say("presence", of=address(event.From), away=event.Unavailable),
}


class Calls:
    """What a test may ask of the client; each returns something that JSON can say."""

    def __init__(self, client: Any) -> None:
        self._client = client

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

    def appear(self) -> None:
        """Fails as long as the account's push name is not known."""
        from neonize.utils.enum import Presence

        self._client.send_presence(Presence.AVAILABLE)

    def push_name(self) -> str:
        return str(self._client.get_me().PushName)

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

    def is_on_whatsapp(self, number: str) -> bool:
        return bool(self._client.is_on_whatsapp(number)[0].IsIn)

    def subscribe(self, to: str) -> None:
        self._client.subscribe_presence(self._jid(to))

    def blocklist(self) -> list[str]:
        return [address(jid) for jid in self._client.get_blocklist().JIDs]

    def code(self, number: str) -> str:
        return str(self._client.PairPhone(number, True))

    def logout(self) -> None:
        self._client.logout()

    def _jid(self, text: str) -> Any:
        from neonize.utils.jid import build_jid

        user, _, server = text.partition("@")
        return build_jid(user, server or "s.whatsapp.net")


def obey(calls: Calls) -> None:
    for line in sys.stdin:
        order = json.loads(line)
        try:
            value = getattr(calls, order["call"])(*order["args"])
            say("result", value=value)
        except Exception as error:  # a test looks at it
            say("result", error=f"{type(error).__name__}: {error}")


def main(store: str, root: str) -> None:
    import neonize._binder  # noqa: F401  loads the library

    trust(Path(root).read_bytes())
    logging.getLogger("whatsmeow").addHandler(Log())
    client = make(store)
    threading.Thread(target=obey, args=(Calls(client),), daemon=True).start()
    client.connect()


if __name__ == "__main__":
    main(*sys.argv[1:])
