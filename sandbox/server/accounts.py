"""Who is on this WhatsApp: accounts by number, each with its devices."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field

from sandbox.server.outbox import Outbox
from sandbox.server.prekeys import PreKeys
from sandbox.server.session import Session
from sandbox.wire.jid import LID, PN, Jid
from sandbox.wire.network import LinkError
from sandbox.wire.node import Node

REMEMBERED = 4096  # ids of messages, to notice one that is sent again after a reconnect
LAST_DEVICE = 255  # an address has one byte for it


@dataclass(eq=False)
class Device:
    """Number 0 is the phone, the others are its companions."""

    account: Account
    number: int
    noise: bytes = b""  # the key it logs in with; a phone has none
    keys: PreKeys | None = None
    platform: str = ""
    key_index: int = 0
    since: float = field(default_factory=time.time)
    session: Session | None = None
    live: bool = False  # ready for what others send
    available: bool = False  # says that its user looks at it
    outbox: Outbox = field(default_factory=Outbox)
    _seen: dict[tuple[str, ...], None] = field(default_factory=dict)

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
        if fingerprint in self._seen:
            return True
        self._seen[fingerprint] = None
        if len(self._seen) > REMEMBERED:
            del self._seen[next(iter(self._seen))]
        return False


@dataclass(eq=False)
class Account:
    number: str  # digits
    lid: Jid
    name: str = ""  # push name
    about: str = ""
    devices: dict[int, Device] = field(default_factory=dict)
    privacy: dict[str, str] = field(default_factory=dict)
    blocked: dict[str, None] = field(default_factory=dict)  # addresses, as they were given
    patches: dict[str, list[bytes]] = field(default_factory=dict)  # app state, by collection
    watchers: set[str] = field(default_factory=set)  # numbers that know its list of devices
    subscribers: dict[Device, str] = field(default_factory=dict)  # to presence; the address asked
    last_seen: float = 0.0
    _next: int = 1

    @property
    def pn(self) -> Jid:
        return Jid(self.number, PN)

    @property
    def available(self) -> bool:
        return any(device.available for device in self.devices.values())

    def jid(self, server: str) -> Jid:
        return self.lid if server == LID else self.pn

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
        return number


class Directory:
    """Finds accounts and devices by either kind of address."""

    def __init__(self) -> None:
        self._by_number: dict[str, Account] = {}
        self._by_lid: dict[str, Account] = {}

    def open(self, number: str) -> Account:
        """The account of this number, made if need be."""
        if number not in self._by_number:
            lid = Jid(_lid_user(number), LID)
            account = Account(number, lid)
            self._by_number[number] = self._by_lid[lid.user] = account
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


def _lid_user(number: str) -> str:
    """15 digits that say nothing of the number, and the same after a restart."""
    digest = hashlib.sha256(number.encode()).digest()
    return f"9{int.from_bytes(digest[:8], 'big') % 10**14:014}"
