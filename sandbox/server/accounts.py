"""Who is on this WhatsApp: accounts by number, each with its devices."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sandbox.server.outbox import Outbox
from sandbox.server.prekeys import PreKeys
from sandbox.server.rows import Rows
from sandbox.server.session import Session
from sandbox.storage import TRANSIENT
from sandbox.wire.jid import LID, PN, Jid
from sandbox.wire.network import LinkError
from sandbox.wire.node import Node

REMEMBERED = 4096  # ids of messages, to notice one that is sent again after a reconnect
LAST_DEVICE = 255  # an address has one byte for it

Changed = Callable[[object], None]  # notes that something must be written down


def unnoted(record: object) -> None:
    """Where nothing is written down."""


@dataclass(eq=False)
class Device:
    """Number 0 is the phone, the others are its companions."""

    account: Account = field(metadata=TRANSIENT)
    number: int
    noise: bytes = b""  # the key it logs in with; a phone has none
    keys: PreKeys | None = field(default=None, metadata=TRANSIENT)  # kept by themselves
    platform: str = ""
    key_index: int = 0
    since: float = field(default_factory=time.time)
    session: Session | None = field(default=None, metadata=TRANSIENT)
    live: bool = field(default=False, metadata=TRANSIENT)  # ready for what others send
    # says that its user looks at it
    available: bool = field(default=False, metadata=TRANSIENT)
    outbox: Outbox = field(init=False)
    seen: Rows[tuple[str, ...], tuple[str, ...]] = field(init=False)  # what it has sent

    def __post_init__(self) -> None:
        self.outbox = Outbox(self)
        self.seen = Rows(self, "seen")

    @property
    def listed(self) -> bool:
        """Whether it is one of its account's devices: not before it is linked, nor after."""
        return self.account.devices.get(self.number) is self

    @property
    def pn(self) -> Jid:
        return Jid(self.account.number, PN, self.number)

    @property
    def lid(self) -> Jid:
        return Jid(self.account.lid.user, LID, self.number)

    def jid(self, server: str) -> Jid:
        """Its address on `server`: by LID, or else by number."""
        return self.lid if server == LID else self.pn

    def send(self, node: Node) -> None:
        """For now only: an answer, typing, presence."""
        if self.session:
            self.session.send(node)

    def push(self, node: Node) -> None:
        """As soon as it is there, and again until it has acknowledged it."""
        self.outbox.put(node)
        if self.live:
            self.send(node)

    def go_live(self) -> None:
        """It is ready: first what waited, from now on whatever comes."""
        if self.session and not self.live:
            self.live = True
            for node in self.outbox.replay():
                self.session.send(node)

    def connect(self, session: Session) -> None:
        """Takes the place of an earlier session, which its owner is to end."""
        self.session = session
        self.live = self.available = False

    def disconnect(self, session: Session) -> bool:
        """Whether this was its session still."""
        if self.session is not session:
            return False
        self.session = None
        self.live = self.available = False
        return True

    def is_repeat(self, *fingerprint: str) -> bool:
        """Whether it has sent this before; remembers it."""
        if fingerprint in self.seen:
            return True
        self.seen.put(fingerprint, fingerprint)
        if len(self.seen) > REMEMBERED:
            self.seen.drop_oldest()
        return False


@dataclass(eq=False)
class Account:
    number: str  # digits
    lid: Jid
    name: str = ""  # push name
    about: str = ""
    about_at: int = 0
    picture: str = ""  # its id
    disappearing: int = 0  # seconds that messages stay in its new chats; 0 is for ever
    disappearing_at: int = 0
    code: str = ""  # behind its own QR, by which others find it
    devices: dict[int, Device] = field(default_factory=dict, metadata=TRANSIENT)
    privacy: dict[str, str] = field(default_factory=dict)
    blocked: dict[str, None] = field(default_factory=dict)  # LIDs
    # app state, by collection
    patches: dict[str, list[bytes]] = field(default_factory=dict, metadata=TRANSIENT)
    watchers: set[str] = field(default_factory=set)  # numbers that have looked it up
    # to presence; the address asked
    subscribers: dict[Device, str] = field(default_factory=dict, metadata=TRANSIENT)
    last_seen: float = 0.0
    _next: int = 1
    changed: Changed = field(default=unnoted, repr=False, metadata=TRANSIENT)

    @property
    def pn(self) -> Jid:
        return Jid(self.number, PN)

    @property
    def available(self) -> bool:
        return any(device.available for device in self.devices.values())

    def jid(self, server: str) -> Jid:
        return self.lid if server == LID else self.pn

    def blocks(self, other: Account) -> bool:
        return str(other.lid) in self.blocked

    def watch(self, watcher: Account) -> None:
        """Its changes are told to `watcher` from now on."""
        if watcher.number not in self.watchers:
            self.watchers.add(watcher.number)
            self.changed(self)

    def take_number(self) -> int:
        """A number for a new companion, that no device has; not used again for long.

        Raises LinkError when there is none left.
        """
        if all(number in self.devices for number in range(1, LAST_DEVICE + 1)):
            raise LinkError(f"{self.number} has {LAST_DEVICE} linked devices; unlink one first")
        while self._next in self.devices:
            self._next = self._next % LAST_DEVICE + 1
        number = self._next
        self._next = number % LAST_DEVICE + 1
        self.changed(self)
        return number


class Directory:
    """Finds accounts and devices by either kind of address."""

    def __init__(self, changed: Changed = unnoted) -> None:
        self.changed = changed
        self._by_number: dict[str, Account] = {}
        self._by_lid: dict[str, Account] = {}

    def __iter__(self) -> Iterator[Account]:
        return iter(self._by_number.values())

    def put(self, account: Account) -> None:
        self._by_number[account.number] = self._by_lid[account.lid.user] = account

    def open(self, number: str) -> Account:
        """The account of this number, made if need be."""
        if number not in self._by_number:
            account = Account(number, Jid(_lid_user(number), LID), changed=self.changed)
            self.put(account)
            self.changed(account)
        return self._by_number[number]

    def account(self, jid: Jid) -> Account | None:
        if jid.server == LID:
            return self._by_lid.get(jid.user)
        return self._by_number.get(jid.user) if jid.server in (PN, "c.us") else None

    def device(self, jid: Jid) -> Device | None:
        account = self.account(jid)
        return account.devices.get(jid.device) if account else None

    def by_number(self, number: str) -> Account | None:
        return self._by_number.get(number)

    def watchers(self, account: Account) -> list[Account]:
        """Those who have looked the account up, but for itself."""
        known = (self.by_number(it) for it in sorted(account.watchers - {account.number}))
        return [it for it in known if it]


def _lid_user(number: str) -> str:
    """15 digits that say nothing of the number, and the same after a restart."""
    digest = hashlib.sha256(number.encode()).digest()
    return f"9{int.from_bytes(digest[:8], 'big') % 10**14:014}"
