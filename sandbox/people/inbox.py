"""Incoming messages: decrypted, receipted, asked for again where that failed."""

from __future__ import annotations

import logging

from sandbox.people import content, keys
from sandbox.people.connection import Connection
from sandbox.people.content import Incoming
from sandbox.people.directory import Directory
from sandbox.people.letter import Letter
from sandbox.people.memory import Memory
from sandbox.people.padding import unpad
from sandbox.people.signal.errors import Duplicate, SignalError
from sandbox.people.signal.session import KINDS
from sandbox.wire.errors import WireError
from sandbox.wire.jid import GROUP, PN, Jid
from sandbox.wire.node import Node

log = logging.getLogger(__name__)

REMEMBERED = 4096  # ids of messages, to know them again
RETRIES = 4  # times that a message is asked for again
ON = ("participant", "recipient")  # attributes that a receipt takes over
NAMES = (  # pairs of attributes that name the same person
    ("from", "sender_pn"), ("from", "sender_lid"), ("recipient", "peer_recipient_pn"),
    ("participant", "participant_pn"), ("participant", "participant_lid"),
)  # fmt: skip


class Inbox:
    def __init__(self, memory: Memory, connection: Connection, directory: Directory) -> None:
        self._memory = memory
        self._connection = connection
        self._directory = directory

    def open(self, node: Node) -> Letter | None:
        """The message in a stanza; None where it was read before or cannot be read (yet).

        It is not forgotten before `put_away`: nobody sends it again.
        """
        self._learn(node)
        device = Jid.parse(node.get("participant") or node.get("from"))
        key = f"{self._directory.address(device)} {node.get('id')}"
        if self._memory.seen.get(key) == 0:
            self._receipt(node, device)
            return None
        try:
            incoming = self._decrypt(node, device)
        except Duplicate:
            self._receipt(node, device)
            return None
        except (SignalError, WireError) as error:
            log.info("%s: message %s of %s: %s", self._memory.number, key, node.get("from"), error)
            self._retry(node, key)
            return None
        number = self._directory.number(device)
        chat, author = self._chat(node, number, incoming), str(device.bare)
        letter = Letter(key, node.get("id"), chat, number, author, device.device, incoming)
        self._memory.opened[key] = letter
        self._note(key, 0)
        self._receipt(node, device)
        return letter

    def opened(self) -> list[Letter]:
        """Those that were not put away, oldest first."""
        return list(self._memory.opened.values())

    def put_away(self, letter: Letter) -> None:
        """It is about to be shown, or there is nothing to show."""
        self._memory.opened.pop(letter.key, None)

    def _chat(self, node: Node, sender: str, incoming: Incoming) -> str:
        if Jid.parse(node.get("from")).server == GROUP:
            return node.get("from")
        if sender == self._memory.number and incoming.destination:
            return self._directory.number_of(incoming.destination)
        return sender

    def _decrypt(self, node: Node, device: Jid) -> Incoming:
        """What is for this device alone, and after it, as that may be its key, what is for all."""
        encrypted = {enc.get("type"): enc for enc in node.all("enc")}
        shared = encrypted.get("skmsg")
        try:
            incoming = self._own_copy(encrypted, device)
        except SignalError as error:
            if shared is None:
                raise
            log.debug("%s: no key with %s: %s", self._memory.number, node.get("id"), error)
            incoming = None
        if incoming is not None:
            self._take_key(node.get("from"), device, incoming)
        if shared is not None:
            address, group = self._directory.address(device), node.get("from")
            plaintext = self._memory.sender_keys.decrypt(group, address, shared.data)
            return content.parse(_unpadded(shared, plaintext))
        if incoming is None:
            raise WireError("nothing in it is encrypted for this phone")
        return incoming

    def _own_copy(self, encrypted: dict[str, Node], device: Jid) -> Incoming | None:
        address = self._directory.address(device)
        for kind in KINDS:
            if enc := encrypted.get(kind):
                plaintext = self._memory.sessions.decrypt(address, kind, enc.data)
                return content.parse(_unpadded(enc, plaintext))
        return None

    def _take_key(self, group: str, device: Jid, incoming: Incoming) -> None:
        given = content.distribution(incoming.message)
        if given and given.group == group:
            address = self._directory.address(device)
            self._memory.sender_keys.learn(group, address, given.key)

    def _learn(self, node: Node) -> None:
        for one, other in NAMES:
            self._directory.learn(node.get(one), node.get(other))
        if node.get("recipient"):  # a copy of what another device of this account has sent
            self._directory.learn(node.get("from"), str(Jid(self._memory.number, PN)))
        device = Jid.parse(node.get("participant") or node.get("from"))
        self._directory.learn_name(self._directory.number(device), node.get("notify"))

    def _receipt(self, node: Node, device: Jid) -> None:
        attrs = _back(node)
        if self._directory.number(device) == self._memory.number:
            attrs["type"] = "peer_msg" if node.get("category") == "peer" else "sender"
        self._connection.send(Node("receipt", attrs))

    def _retry(self, node: Node, key: str) -> None:
        count = self._memory.seen.get(key, 0) + 1
        self._note(key, count)
        ack = Node("ack", _back(node) | {"class": "message"})
        if count > RETRIES:
            self._connection.send(ack)
            return
        retry = {"count": str(count), "id": node.get("id"), "t": node.get("t"), "v": "1"}
        fresh = keys.for_retry(self._memory.sessions.prekeys)
        attrs = _back(node) | {"type": "retry"}
        self._connection.send(Node("receipt", attrs, [Node("retry", retry), *fresh]))
        self._connection.send(ack)

    def _note(self, key: str, tries: int) -> None:
        self._memory.seen[key] = tries
        if len(self._memory.seen) > REMEMBERED:
            self._memory.seen.drop_oldest()


def _back(node: Node) -> dict[str, str]:
    """To whom, and about what, an answer to a message is."""
    kept = {key: node.get(key) for key in ON if node.get(key)}
    return {"id": node.get("id"), "to": node.get("from")} | kept


def _unpadded(enc: Node, plaintext: bytes) -> bytes:
    return unpad(plaintext) if enc.get("v") == "2" else plaintext
