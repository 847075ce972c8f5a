"""Some of the bench's clients, in a process of their own that is led by JSON lines.

    python -m tests.sandbox.bench.fleet STORES ROOT INDEX…       with HTTPS_PROXY, SSL_CERT_FILE, …

The clients connect one after another, before any of them sends: the library keeps them in a map
without a lock, which many may read, but not while it is written. It ends with its orders.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
import time
from pathlib import Path
from typing import Any, NamedTuple

from tests.sandbox.bench import plan
from tests.sandbox.client.output import say
from tests.sandbox.client.telling import address
from tests.sandbox.client.trust import trust

# What is measured is the server; the clients' files need not survive this machine.
DSN = "?_journal_mode=WAL&_synchronous=OFF&_busy_timeout=15000&_foreign_keys=on&_z="


class Order(NamedTuple):
    """Something to write; `asker` and `answerer` are indexes of devices."""

    kind: str  # "ask" or "echo"
    ask: int  # the question's number
    due: float  # on the machine's monotonic clock
    chat: str  # a number, or a group
    answerer: int


class Device:
    """A client. What it says and hears is told as it happens."""

    def __init__(self, index: int, stores: Path) -> None:
        from neonize import events
        from neonize.client import NewClient

        self._index = index
        self._ready = threading.Event()
        self._orders: queue.SimpleQueue[Order] = queue.SimpleQueue()
        self._written: dict[str, int] = {}  # messages so far, by chat
        self._client = NewClient(str(stores / f"{index}.db") + DSN)
        self._client.qr(lambda _, text: say("qr", device=index, text=text.decode()))
        self._client.event(events.MessageEv)(self._heard)
        self._client.event(events.OfflineSyncCompletedEv)(lambda *_: self._ready.set())

    def connect(self) -> None:
        threading.Thread(target=self._client.connect, daemon=True).start()
        self._ready.wait()
        threading.Thread(target=self._write, daemon=True).start()
        say("linked", device=self._index)

    def order(self, order: Order) -> None:
        self._orders.put(order)

    def open_group(self, members: list[int]) -> None:
        others = [_jid(plan.number(member)) for member in members if member != self._index]
        group = self._client.create_group(f"Group {self._index}", others)
        say("group", device=self._index, chat=address(group.JID))

    def _write(self) -> None:
        while True:
            order = self._orders.get()
            place = self._written[order.chat] = self._written.get(order.chat, 0) + 1
            told = {"device": self._index, **order._asdict()}
            words = (order.kind, order.ask, self._index, order.answerer, place)
            try:
                sent = self._client.send_message(_jid(order.chat), " ".join(map(str, words)))
            except Exception as error:  # it is counted
                say("failed", error=f"{type(error).__name__}: {error}", **told)
            else:
                say("sent", id=sent.ID, **told)

    def _heard(self, _: Any, event: Any) -> None:
        at = time.monotonic()
        text = event.Message.extendedTextMessage.text or event.Message.conversation
        if not text or event.Info.MessageSource.IsFromMe:
            return
        kind, *numbers = text.split()
        ask, sender, answerer, place = map(int, numbers)
        chat = event.Info.MessageSource.Chat
        where = address(chat) if chat.Server == "g.us" else plan.number(sender)
        if kind == "ask" and answerer == self._index:
            self.order(Order("echo", ask, at, where, answerer))
        told = {"device": self._index, "sender": sender, "place": place, "kind": kind, "ask": ask}
        say("heard", id=event.Info.ID, at=at, chat=where, **told)


def _jid(text: str) -> Any:
    from neonize.utils.jid import build_jid

    user, _, server = text.partition("@")
    return build_jid(user, server or "s.whatsapp.net")


def _ask(devices: dict[int, Device], asks: list[tuple[int, list[Any]]]) -> None:
    """Each (device, fields of an order) when it is due."""
    for device, fields in asks:
        order = Order(*fields)
        time.sleep(max(0.0, order.due - time.monotonic()))
        devices[device].order(order)


def main(stores: str, root: str, *indexes: str) -> None:
    import neonize._binder  # noqa: F401  loads the library

    trust(Path(root).read_bytes())
    devices = {int(index): Device(int(index), Path(stores)) for index in indexes}
    for device in devices.values():
        device.connect()
    for line in sys.stdin:
        wish = json.loads(line)
        if "asks" in wish:
            threading.Thread(target=_ask, args=(devices, wish["asks"]), daemon=True).start()
        else:
            devices[wish["device"]].open_group(wish["members"])
    os._exit(0)  # the library's threads would go on


if __name__ == "__main__":
    main(*sys.argv[1:])
