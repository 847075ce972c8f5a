"""A Link that goes nowhere and remembers what it was asked to send: for tests of commands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from botinstance.link.protocol import LinkDown, LinkError, Member, Message, Own

OWN = Own(phone="15550009", lid="915550009@lid", device=3, name="Test bot")


@dataclass(frozen=True)
class Sent:
    chat: str
    kind: str  # text | sticker | voice note | contact card
    text: str = ""
    data: bytes = b""
    mentions: tuple[str, ...] = ()
    quotes: str = ""  # id of the message that it answers

    def __str__(self) -> str:
        return self.text if self.kind == "text" else f"({self.kind})"


class RecordingLink:
    """`media` is what downloads give; `down` and `refuse` make every call fail."""

    def __init__(self, members: Sequence[Member] = (), media: bytes = b"") -> None:
        self.own = OWN
        self.members = members
        self.media = media
        self.down = self.refuse = False
        self.sent: list[Sent] = []

    def reply(self, message: Message, text: str, mentions: Sequence[str] = ()) -> None:
        self._record(Sent(message.chat, "text", text, mentions=tuple(mentions), quotes=message.id))

    def send_sticker(self, message: Message, webp: bytes) -> None:
        self._record(Sent(message.chat, "sticker", data=webp, quotes=message.id))

    def send_voice(self, message: Message, ogg: bytes, seconds: int) -> None:
        self._record(Sent(message.chat, "voice note", str(seconds), ogg, quotes=message.id))

    def send_contact(self, message: Message, name: str, phone: str) -> None:
        self._record(Sent(message.chat, "contact card", f"{name} {phone}", quotes=message.id))

    def download(self, message: Message, quoted: bool = False) -> bytes:
        self._fail()
        return self.media

    def group_members(self, chat: str) -> Sequence[Member]:
        self._fail()
        return self.members

    def typing(self, chat: str, on: bool = True) -> None:
        pass

    def _record(self, sent: Sent) -> None:
        self._fail()
        self.sent.append(sent)

    def _fail(self) -> None:
        if self.down:
            raise LinkDown("the link is down")
        if self.refuse:
            raise LinkError("refused")
