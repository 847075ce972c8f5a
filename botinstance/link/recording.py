"""A Link that goes nowhere and remembers what it was asked to send: for tests of commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from botinstance.link.group import Change, Group, Member, Outcome
from botinstance.link.protocol import LinkDown, LinkError, Message, Own

OWN = Own(phone="15550009", lid="915550009@lid", device=3, name="Test bot")


@dataclass(frozen=True)
class Sent:
    chat: str
    kind: str  # text | sticker | voice note | contact card | poll | deleted message
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
        self.written: set[str] = set()  # ids of messages that this bot wrote
        self.groups = RecordingGroups(lambda: self.members, self._fail)

    def reply(self, message: Message, text: str, mentions: Sequence[str] = ()) -> None:
        self._record(Sent(message.chat, "text", text, mentions=tuple(mentions), quotes=message.id))

    def send_sticker(self, message: Message, webp: bytes) -> None:
        self._record(Sent(message.chat, "sticker", data=webp, quotes=message.id))

    def send_voice(self, message: Message, ogg: bytes, seconds: int) -> None:
        self._record(Sent(message.chat, "voice note", str(seconds), ogg, quotes=message.id))

    def send_contact(self, message: Message, name: str, phone: str) -> None:
        self._record(Sent(message.chat, "contact card", f"{name} {phone}", quotes=message.id))

    def send_poll(self, message: Message, question: str, options: Sequence[str]) -> None:
        self._record(Sent(message.chat, "poll", "\n".join([question, *options])))

    def wrote(self, message_id: str) -> bool:
        return message_id in self.written

    def delete_quoted(self, message: Message) -> None:
        quoted = message.quoted
        self._record(Sent(message.chat, "deleted message", quotes=quoted.id if quoted else ""))

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


class RecordingGroups:
    """`errors` is WhatsApp's code for each person with whom a change fails; `refuse` makes the
    changes fail as a whole, and nothing else."""

    def __init__(self, members: Callable[[], Sequence[Member]], fail: Callable[[], None]) -> None:
        self._members, self._fail = members, fail
        self.group = Group("1203630001@g.us", "Friends")
        self.errors: dict[str, int] = {}
        self.refuse = False
        self.done: list[tuple[object, ...]] = []  # what was asked for, as (verb, what)

    def info(self, chat: str) -> Group:
        self._fail()
        return replace(self.group, members=self._members())

    def change(self, chat: str, people: Sequence[str], change: Change) -> Sequence[Outcome]:
        self._do(change.value, *people)
        return [Outcome(person, self.errors.get(person, 0)) for person in people]

    def rename(self, chat: str, name: str) -> None:
        self._do("rename", name)

    def describe(self, chat: str, text: str) -> None:
        self._do("describe", text)

    def announce(self, chat: str, on: bool) -> None:
        self._do("announce", on)

    def lock(self, chat: str, on: bool) -> None:
        self._do("lock", on)

    def invite_link(self, chat: str, renew: bool = False) -> str:
        self._do("link", renew)
        return "https://chat.whatsapp.com/NEW" if renew else "https://chat.whatsapp.com/CODE"

    def leave(self, chat: str) -> None:
        self._do("leave")

    def _do(self, *what: object) -> None:
        self._fail()
        if self.refuse:
            raise LinkError("info query returned status 403: forbidden")
        self.done.append(what)
