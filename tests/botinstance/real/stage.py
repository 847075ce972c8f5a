"""A bot, its owner, people and a group, for driving every command once, from end to end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from tests.botinstance.bots import BotFolder, BotProcess
from tests.botinstance.network import Network, Phone
from tests.botinstance.real.watching import is_now, make_admin
from tests.until import until


class Unit:
    """The bot's process, which is started anew when it has ended, as systemd would."""

    def __init__(self, start: Callable[[], BotProcess]) -> None:
        self._start = start
        self._process = start()

    def again(self) -> int:
        """Wait for the process to end; its exit status. Another one is ready at the return."""
        status = self._process.ended()
        self._process.__exit__(None, None, None)
        self._process = self._start()
        self._process.ready()
        return status

    def __enter__(self) -> Unit:
        self._process.ready()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._process.__exit__(kind, error, trace)


@dataclass
class Stage:
    """`owner` is linked to the bot and admin of `group`, so the bot is. `admin` made the group;
    `friend` and `guest` are plain members. All four may also write to the bot directly."""

    network: Network
    folder: BotFolder
    owner: Phone
    admin: Phone
    friend: Phone
    guest: Phone
    group: str
    unit: Unit
    told: list[str] = field(default_factory=list)  # what the drive in hand has heard

    @property
    def bot(self) -> str:
        """The number under which the bot is written to."""
        return self.owner.number

    def ask(self, text: str, by: Phone | None = None, to: str = "", **more: Any) -> dict[str, Any]:
        """Say it, as the friend in private unless told otherwise, and the bot's answer."""
        who = by or self.friend
        return self.after(lambda: who.send(to or self.bot, text, **more), who, to or self.bot)

    def in_group(self, text: str, by: Phone | None = None, **more: Any) -> dict[str, Any]:
        """Say it in the group, as its admin unless told otherwise, and the bot's answer."""
        return self.ask(text, by or self.admin, self.group, **more)

    def after(self, deed: Callable[[], int], who: Phone, chat: str) -> dict[str, Any]:
        """What the bot says next in the chat, as `who` sees it, after a deed: it returns the
        number of the last message before. Nobody else may be speaking there."""
        since = deed()

        def came() -> dict[str, Any] | None:
            seen = who.messages(since)
            return next((m for m in seen if m["chat"] == chat and self._of_bot(m, who)), None)

        found = until(came, f"an answer in {chat}", 30.0)
        assert found is not None
        self.told.append(str(found["text"] or f"({found['kind']})"))
        return found

    def _of_bot(self, message: dict[str, Any], who: Phone) -> bool:
        """What the owner's own phone sees of the bot is a message of its own account. What
        WhatsApp itself says of a group ("Bob added Carol") is nobody's answer."""
        if message["kind"] == "event":
            return False
        return bool(message["from"] == self.bot) if who is not self.owner else True

    def says(self, text: str, words: str, **more: Any) -> None:
        """Ask, and expect the words in the answer."""
        answer = self.ask(text, **more)["text"]
        assert words in answer, answer

    @contextmanager
    def with_features(self, **features: bool) -> Iterator[None]:
        """The dashboard's toggles, and back."""
        before = dict(self.folder.config.features)
        self._switch(features)
        try:
            yield
        finally:
            self._switch({name: before[name] for name in features})

    def _switch(self, features: Mapping[str, bool]) -> None:
        """Returns once the bot acts on it."""
        for name, on in features.items():
            self.folder.switch(name, on)
        words = f"config version {self.folder.config.version} is in force"
        until(lambda: words in (self.folder.root / "run.log").read_text(), words)

    def group_is(self, field: str, value: Any) -> None:
        until(lambda: is_now(self.admin, self.group, field, value), f"{field} to be {value}")


Drive = Callable[[Stage], object]


def furnish(network: Network, folder: BotFolder, phones: list[Phone], unit: Unit) -> Stage:
    """`phones` are the owner's, who is linked already, and three others."""
    owner, admin, friend, guest = phones
    for phone in phones:
        phone.messages()  # a phone is made when it is first used
    members = [owner.number, friend.number, guest.number]
    wish = {"by": admin.number, "subject": "Everybody", "members": members, "addressing": "lid"}
    group = str(network.post("/api/groups", wish)["group"]["id"])
    make_admin(admin, group, owner)
    stage = Stage(network, folder, owner, admin, friend, guest, group, unit)
    # nobody gives so many commands in a minute as who tries them all
    stage.says(".setvar flood=1000", "flood", by=owner, to=group)
    return stage


@dataclass(frozen=True)
class Driven:
    """A line of the table that a run prints."""

    command: str
    answer: str
    seconds: float


def driven(command: str, drive: Drive, stage: Stage) -> Driven:
    stage.told.clear()
    begun = time.monotonic()
    drive(stage)
    answer = " ".join(" / ".join(stage.told).split())
    return Driven(command, answer[:70], time.monotonic() - begun)
