"""Incoming messages: decrypted, receipted, asked for again where that failed."""

from __future__ import annotations

import logging
from collections import OrderedDict
from typing import NamedTuple

from sandbox.people import content, keys
from sandbox.people.connection import Connection
from sandbox.people.content import Incoming
from sandbox.people.directory import Directory
from sandbox.people.padding import unpad
from sandbox.people.signal.errors import Duplicate, SignalError
from sandbox.people.signal.session import KINDS, Sessions
from sandbox.wire.errors import WireError
from sandbox.wire.jid import PN, Jid
from sandbox.wire.node import Node

log = logging.getLogger(__name__)

REMEMBERED = 4096  # ids of messages, to know them again
RETRIES = 4  # times that a message is asked for again


class Letter(NamedTuple):
    """A message that was read: who sent it, and from which device."""

    id: str
    sender: str  # number
    device: int
    incoming: Incoming


class Inbox:
    def __init__(
        self, number: str, connection: Connection, directory: Directory, sessions: Sessions
    ) -> None:
        self._number = number
        self._connection = connection
        self._directory = directory
        self._sessions = sessions
        self._seen: OrderedDict[tuple[str, str], int] = OrderedDict()  # → tries, 0 once read

    def open(self, node: Node) -> Letter | None:
        """The message in a stanza; None where it was read before or cannot be read (yet)."""
        self._learn(node)
        device = Jid.parse(node.get("from"))
        number = self._directory.number(device)
        key = (f"{number}:{device.device}", node.get("id"))
        if self._seen.get(key) == 0:
            self._receipt(node, number)
            return None
        try:
            incoming = self._decrypt(node, device)
        except Duplicate:
            self._receipt(node, number)
            return None
        except (SignalError, WireError) as error:
            log.info("%s: message %s from %s: %s", self._number, *reversed(key), error)
            self._retry(node, key)
            return None
        self._note(key, 0)
        self._receipt(node, number)
        return Letter(node.get("id"), number, device.device, incoming)

    def _decrypt(self, node: Node, device: Jid) -> Incoming:
        address = self._directory.address(device)
        encrypted = {enc.get("type"): enc for enc in node.all("enc")}
        for kind in KINDS:
            if enc := encrypted.get(kind):
                plaintext = self._sessions.decrypt(address, kind, enc.data)
                return content.parse(unpad(plaintext) if enc.get("v") == "2" else plaintext)
        raise WireError("nothing in it is encrypted for this phone")

    def _learn(self, node: Node) -> None:
        self._directory.learn(node.get("from"), node.get("sender_pn"), node.get("sender_lid"))
        self._directory.learn(node.get("recipient"), node.get("peer_recipient_pn"))
        if node.get("recipient"):  # a copy of what another device of this account has sent
            self._directory.learn(node.get("from"), str(Jid(self._number, PN)))

    def _receipt(self, node: Node, number: str) -> None:
        attrs = {"id": node.get("id"), "to": node.get("from")}
        if number == self._number:
            attrs["type"] = "peer_msg" if node.get("category") == "peer" else "sender"
        if node.get("recipient"):
            attrs["recipient"] = node.get("recipient")
        self._connection.send(Node("receipt", attrs))

    def _retry(self, node: Node, key: tuple[str, str]) -> None:
        count = self._seen.get(key, 0) + 1
        self._note(key, count)
        ack = {"class": "message", "id": node.get("id"), "to": node.get("from")}
        if count > RETRIES:
            self._connection.send(Node("ack", ack))
            return
        attrs = {"id": node.get("id"), "to": node.get("from"), "type": "retry"}
        if node.get("recipient"):
            attrs["recipient"] = node.get("recipient")
        retry = {"count": str(count), "id": node.get("id"), "t": node.get("t"), "v": "1"}
        self._connection.send(
            Node("receipt", attrs, [Node("retry", retry), *keys.for_retry(self._sessions.prekeys)])
        )
        self._connection.send(Node("ack", ack))

    def _note(self, key: tuple[str, str], tries: int) -> None:
        self._seen[key] = tries
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
