"""One measurement: some devices, a rate, some seconds."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.sandbox.bench import plan, usage
from tests.sandbox.bench.count import Heard, Outcome, Sent, outcome
from tests.sandbox.bench.errors import BenchError
from tests.sandbox.bench.fleets import Event, Fleet
from tests.sandbox.bench.network import Network
from tests.sandbox.bench.tap import read

LINKING = 5.0  # seconds that a device may take to link, on a busy machine
AHEAD = 1.0  # seconds between an order and the first message
QUIET = 10.0  # seconds without a message, after which none is to come any more


@dataclass(frozen=True)
class Wish:
    devices: int
    rate: float  # messages a second, half of them echoes
    seconds: float
    group: int = 0  # members of a group; 0: chats between two
    together: int = 10  # clients that share a process
    seed: int = 1


@dataclass(frozen=True)
class Measured:
    wish: Wish
    outcome: Outcome
    failed: int  # messages that a client could not send
    memory: usage.Memory  # of the server, at the end
    cpu: float  # seconds of the server, during the measurement
    clients_cpu: float  # and of all clients together
    took: float  # seconds from the first order to the last message

    @property
    def rate(self) -> float:
        """Messages a second, as it was in the end."""
        return self.outcome.measured / self.took


def measure(wish: Wish, folder: Path, say: Callable[[str], None]) -> Measured:
    """Everything that is written goes to `folder`. Raises BenchError, and
    ValueError for a wish that cannot be met."""
    groups = plan.groups(wish.devices, wish.group) if wish.group else []
    asks = _asks(wish, groups)
    stores = folder / "stores"
    stores.mkdir(parents=True)
    with ExitStack() as stack:
        network = stack.enter_context(Network(folder))
        fleets = [
            stack.enter_context(Fleet(indexes, network.said, stores, folder / "clients.log"))
            for indexes in _shares(wish)
        ]
        run = Run(wish, network, fleets)
        for fleet in fleets:
            fleet.read(run.tell)
        run.link()
        say(f"{wish.devices} devices are linked")
        return run.measure(asks, groups, say)


class Run:
    """The bench's side of a measurement: it orders, and keeps what is told."""

    def __init__(self, wish: Wish, network: Network, fleets: list[Fleet]) -> None:
        self._wish = wish
        self._network = network
        self._fleets = fleets
        self._fleet = {index: fleet for fleet in fleets for index in fleet.indexes}
        self._events: list[Event] = []
        self._counts: Counter[str] = Counter()
        self._telling = threading.Lock()
        self._broken = ""  # why nothing more will come
        self._members: dict[str, list[int]] = {}  # of groups

    def tell(self, event: Event) -> None:
        """From the readers' threads."""
        if event["event"] == "qr":
            self._scan(event["device"], event["text"])
        with self._telling:
            self._events.append(event)
            self._counts[event["event"]] += 1

    def link(self) -> None:
        count = self._wish.devices
        if not self._came("linked", count, 20 + LINKING * count):
            raise BenchError(f"Only {self._counts['linked']} of {count} devices could be linked.")

    def measure(
        self, asks: list[plan.Ask], groups: list[list[int]], say: Callable[[str], None]
    ) -> Measured:
        chats = self._open(groups)
        opening = plan.first_words(asks)
        self._ask(opening, chats, 0)
        say(f"{len(opening)} chats are open")
        before, began = self._cpu(), time.monotonic()
        self._ask(asks, chats, len(opening))
        took = time.monotonic() - began - AHEAD
        server, clients = (now - then for now, then in zip(self._cpu(), before, strict=True))
        return Measured(
            self._wish,
            self._outcome(len(opening)),
            self._counts["failed"],
            usage.memory(self._network.pid),
            server,
            clients,
            took,
        )

    def _open(self, groups: list[list[int]]) -> list[str]:
        """The addresses of new groups with these members."""
        for members in groups:
            self._fleet[members[0]].order(device=members[0], members=members)
        if not self._came("group", len(groups), 60):
            raise BenchError(f"Only {self._counts['group']} of {len(groups)} groups were opened.")
        found = {e["device"]: e["chat"] for e in self._events if e["event"] == "group"}
        chats = [found[members[0]] for members in groups]
        self._members = dict(zip(chats, groups, strict=True))
        return chats

    def _ask(self, asks: list[plan.Ask], chats: list[str], first: int) -> None:
        """Orders these questions, numbered from `first`, and waits for what comes of them."""
        start = time.monotonic() + AHEAD
        orders: dict[int, list[tuple[int, tuple[str, int, float, str, int]]]] = {}
        for number, ask in enumerate(asks, first):
            chat = plan.number(ask.answerer) if ask.chat < 0 else chats[ask.chat]
            order = ("ask", number, start + ask.due, chat, ask.answerer)
            orders.setdefault(id(self._fleet[ask.asker]), []).append((ask.asker, order))
        copies = self._counts["heard"]
        for fleet in self._fleets:
            fleet.order(asks=orders.get(id(fleet), []))
        time.sleep(AHEAD + asks[-1].due)
        each = self._wish.group - 1 if self._wish.group else 1
        self._came("heard", copies + 2 * len(asks) * each, QUIET)

    def _came(self, name: str, count: int, patience: float) -> bool:
        """Whether there are so many events of this name; waits while they still come."""
        seen, since = self._counts[name], time.monotonic()
        while self._counts[name] < count and time.monotonic() - since < patience:
            time.sleep(0.1)
            self._check()
            if self._counts[name] != seen:
                seen, since = self._counts[name], time.monotonic()
        return self._counts[name] >= count

    def _scan(self, device: int, text: str) -> None:
        try:
            self._network.scan(plan.number(device), text)
        except BenchError as error:
            self._broken = str(error)

    def _check(self) -> None:
        if self._broken:
            raise BenchError(self._broken)
        if not self._network.running():
            raise BenchError("The sandbox has died.")
        if not all(fleet.running() for fleet in self._fleets):
            raise BenchError("A process of clients has died.")

    def _cpu(self) -> tuple[float, float]:
        return usage.cpu(self._network.pid), sum(usage.cpu(fleet.pid) for fleet in self._fleets)

    def _outcome(self, first: int) -> Outcome:
        sent = [self._sent(event) for event in self._events if event["event"] == "sent"]
        heard = [
            Heard(*(event[field] for field in Heard._fields))
            for event in self._events
            if event["event"] == "heard"
        ]
        with self._network.tapped.open() as lines:
            return outcome(sent, heard, read(lines), first)

    def _sent(self, event: Event) -> Sent:
        members = self._members.get(event["chat"])
        everyone = members if members else [plan.index(event["chat"])]
        readers = tuple(one for one in everyone if one != event["device"])
        told = {field: event[field] for field in Sent._fields if field in event}
        return Sent(**told, readers=readers)


def _asks(wish: Wish, groups: list[list[int]]) -> list[plan.Ask]:
    if groups:
        return plan.in_groups(groups, wish.rate, wish.seconds, wish.seed)
    return plan.between_two(wish.devices, wish.rate, wish.seconds, wish.seed)


def _shares(wish: Wish) -> list[list[int]]:
    """The devices of each process."""
    everyone = range(wish.devices)
    return [list(everyone[at : at + wish.together]) for at in everyone[:: wish.together]]
