"""A Link that goes nowhere and remembers what it was asked to send: for tests of commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from botinstance.link.group import Member
from botinstance.link.protocol import File, LinkDown, LinkError, Message, Own, Quoted
from botinstance.link.recording_account import RecordingAccount
from botinstance.link.recording_groups import RecordingGroups

OWN = Own(phone="15550009", lid="915550009@lid", device=3, name="Test bot")


@dataclass(frozen=True)
class Sent:
    chat: str
    # text | picture | video | audio | document | sticker | voice note | contact card | poll |
    # forwarded message | reaction | pinned message | deleted message
    kind: str
    text: str = ""
    data: bytes = b""
    mentions: tuple[str, ...] = ()
    quotes: str = ""  # id of the message that it answers, or is about
    file: File | None = None

    def __str__(self) -> str:
        return self.text if self.kind == "text" else f"({self.kind})"


class RecordingLink:
    """`media` is what downloads give; `down` and `refuse` make every call fail. `shown` is what
    was shown of the bot, as ("typing", chat), ("recording", chat), ("paused", chat),
    ("online", on), ("read", message id). `on_sent` is called after each message."""

    def __init__(self, members: Sequence[Member] = (), media: bytes = b"") -> None:
        self.own = OWN
        self.members = members
        self.media = media
        self.down = self.refuse = False
        self.sent: list[Sent] = []
        self.on_sent: Callable[[], None] = lambda: None
        self.shown: list[tuple[str, object]] = []
        self.written: set[str] = set()  # ids of messages that this bot wrote
        self.kept: dict[bytes, Message] = {}  # what `load` finds
        self.groups = RecordingGroups(lambda: self.members, self._fail)
        self.account = RecordingAccount(self._fail)

    def reply(self, message: Message, text: str, mentions: Sequence[str] = ()) -> None:
        self._record(Sent(message.chat, "text", text, mentions=tuple(mentions), quotes=message.id))

    def send(self, chat: str, text: str, mentions: Sequence[str] = ()) -> None:
        self._record(Sent(chat, "text", text, mentions=tuple(mentions)))

    def send_file(self, message: Message, file: File) -> None:
        kind = "picture" if file.kind == "image" else file.kind
        self._record(
            Sent(message.chat, kind, file.caption, file.data, file.mentions, message.id, file)
        )

    def send_sticker(self, message: Message, webp: bytes, animated: bool = False) -> None:
        self._record(Sent(message.chat, "sticker", data=webp, quotes=message.id))

    def send_voice(self, message: Message, ogg: bytes, seconds: int) -> None:
        self._record(Sent(message.chat, "voice note", str(seconds), ogg, quotes=message.id))

    def send_contact(self, message: Message, name: str, phone: str) -> None:
        self._record(Sent(message.chat, "contact card", f"{name} {phone}", quotes=message.id))

    def send_poll(self, message: Message, question: str, options: Sequence[str]) -> None:
        self._record(Sent(message.chat, "poll", "\n".join([question, *options])))

    def forward(self, message: Message, chat: str, quoted: bool = False) -> None:
        found = _quoted(message) if quoted else message
        self._record(Sent(chat, "forwarded message", found.text, quotes=found.id))

    def react(self, message: Message, emoji: str) -> None:
        self._record(Sent(message.chat, "reaction", emoji, quotes=message.id))

    def mark_read(self, message: Message) -> None:
        self._fail()
        self.shown.append(("read", message.id))

    def pin(self, message: Message, seconds: int) -> None:
        pinned = Sent(message.chat, "pinned message", str(seconds), quotes=_quoted(message).id)
        self._record(pinned)

    def wrote(self, message_id: str) -> bool:
        return message_id in self.written

    def delete(self, message: Message) -> None:
        self._record(Sent(message.chat, "deleted message", quotes=message.id))

    def delete_quoted(self, message: Message) -> None:
        self._record(Sent(message.chat, "deleted message", quotes=_quoted(message).id))

    def download(self, message: Message, quoted: bool = False) -> bytes:
        self._fail()
        return self.media

    def load(self, raw: bytes) -> Message | None:
        return self.kept.get(raw)

    def group_members(self, chat: str) -> Sequence[Member]:
        self._fail()
        return self.members

    def typing(self, chat: str, on: bool = True, recording: bool = False) -> None:
        state = "recording" if recording else "typing"
        self.shown.append((state if on else "paused", chat))

    def online(self, on: bool) -> None:
        self.shown.append(("online", on))

    def _record(self, sent: Sent) -> None:
        self._fail()
        self.sent.append(sent)
        self.on_sent()

    def _fail(self) -> None:
        if self.down:
            raise LinkDown("the link is down")
        if self.refuse:
            raise LinkError("refused")


def _quoted(message: Message) -> Quoted:
    if message.quoted is None:
        raise LinkError("there is nothing quoted")
    return message.quoted
