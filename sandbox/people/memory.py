"""All that a phone must not forget when it is switched off, in plain dataclasses."""

from __future__ import annotations

from dataclasses import dataclass, field

from sandbox.people.appstate import AppState
from sandbox.people.directory import Book
from sandbox.people.group import Group
from sandbox.people.history import History
from sandbox.people.letter import Letter
from sandbox.people.signal.prekeys import PreKeys
from sandbox.people.signal.sender_key import OwnSenderKey, SenderKeys
from sandbox.people.signal.session import Sessions
from sandbox.storage import TRANSIENT, Tracked


@dataclass
class Sent:
    """A message as it can be sent again."""

    chat: str  # a number, or a group's id
    to: str  # the address of it
    message: bytes


@dataclass
class GroupKey:
    """What this phone writes into a group with, and which devices have it, by address."""

    key: OwnSenderKey = field(default_factory=OwnSenderKey)
    given: set[str] = field(default_factory=set)


@dataclass
class Memory:
    """What is transient here is long: `store` writes it entry by entry."""

    number: str
    name: str
    about: str = ""
    picture: bytes | None = field(default=None, repr=False)
    blocked: set[str] = field(default_factory=set)  # numbers
    history: History = field(default_factory=History, metadata=TRANSIENT)
    book: Book = field(default_factory=Book)
    groups: dict[str, Group] = field(default_factory=dict)  # that it is in, by id
    sessions: Sessions = field(default_factory=lambda: Sessions(PreKeys()), metadata=TRANSIENT)
    sender_keys: SenderKeys = field(default_factory=SenderKeys, metadata=TRANSIENT)
    group_keys: dict[str, GroupKey] = field(default_factory=dict)  # by group
    app_state: AppState = field(default_factory=AppState)
    contacts: dict[str, str] = field(default_factory=dict)  # names in the app state, by number
    # by id
    sent: Tracked[str, Sent] = field(default_factory=Tracked, metadata=TRANSIENT)
    # tries, 0 once it was read
    seen: Tracked[str, int] = field(default_factory=Tracked, metadata=TRANSIENT)
    # letters that are not shown yet
    opened: Tracked[str, Letter] = field(default_factory=Tracked, metadata=TRANSIENT)
    linked: int = 0  # devices so far

    def forget_keys(self) -> None:
        """As if the phone were new: another identity, and no session with anybody."""
        self.sessions = Sessions(PreKeys())
        self.sender_keys = SenderKeys()
        self.group_keys.clear()
        self.sent.clear()

    def forget_devices(self, number: str) -> None:
        """That person's phone was set up anew: what it was told, it knows no more."""
        prefix = f"{number}:"
        self.sessions.forget_all(prefix)
        self.sender_keys.forget_all(prefix)
        for own in self.group_keys.values():
            own.given = {address for address in own.given if not address.startswith(prefix)}
