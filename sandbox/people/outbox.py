"""Outgoing messages: encrypted for every device concerned, and again for one that asks."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from typing import NamedTuple

from sandbox.people import compose, keys
from sandbox.people.connection import Connection
from sandbox.people.directory import Account, Directory
from sandbox.people.padding import pad
from sandbox.people.signal.session import Sessions
from sandbox.wire.jid import Jid
from sandbox.wire.node import Node

REMEMBERED = 256  # messages that can be sent again
RETRIES = 5  # rounds of asking again for one message


class Sent(NamedTuple):
    to: Account
    message: bytes
    kind: str


class Outbox:
    """Of the phone `number`."""

    def __init__(
        self, number: str, connection: Connection, directory: Directory, sessions: Sessions
    ) -> None:
        self._number = number
        self._connection = connection
        self._directory = directory
        self._sessions = sessions
        self._sent: OrderedDict[str, Sent] = OrderedDict()

    async def send(self, own: Account, to: Account, message: bytes, kind: str) -> str:
        """To all devices of both accounts but this phone; the message's id. Raises PhoneError."""
        name = f"3EB0{secrets.token_hex(9).upper()}"
        sent = Sent(to, message, kind)
        self._remember(name, sent)
        participants = [
            Node("to", {"jid": str(device)}, [enc])
            for device in _devices(own, to)
            if (enc := await self._encrypt_for(device, sent))
        ]
        attrs = {
            "id": name,
            "to": str(to.jid()),
            "peer_recipient_pn": str(to.phone_jid()),
            "type": _type(kind),
        }
        content = [Node("participants", {}, participants)]
        await self._connection.message(Node("message", attrs, content))
        return name

    async def peer(self, device: Jid, message: bytes) -> bool:
        """A message of protocol to an own device; False where that has no keys yet."""
        enc = await self._encrypt(device, message, "")
        if enc is None:
            return False
        name = f"3EB0{secrets.token_hex(9).upper()}"
        attrs = {"id": name, "to": str(device), "category": "peer", "type": "text"}
        await self._connection.message(
            Node("message", attrs, [Node("meta", {"appdata": "default"}), enc])
        )
        return True

    async def resend(self, receipt: Node) -> None:
        """Answers a retry receipt with the same message under a fresh session. Raises PhoneError,
        BadMessage."""
        retry = receipt.child("retry")
        sent = self._sent.get(retry.get("id")) if retry else None
        if retry is None or sent is None or int(retry.get("count") or 1) > RETRIES:
            return
        device = Jid.parse(receipt.get("from"))
        given = receipt.child("keys")
        bundle = (
            keys.bundle(receipt, given) if given else await keys.fetch(self._connection, device)
        )
        if bundle is None:
            return
        self._sessions.start(self._directory.address(device), bundle)
        enc = await self._encrypt_for(device, sent)
        if enc is not None:
            enc.attrs["count"] = retry.get("count")
            attrs = {
                "id": retry.get("id"),
                "to": str(device),
                "type": _type(sent.kind),
                "device_fanout": "false",
                "t": str(int(time.time())),
            }
            self._connection.send(Node("message", attrs, [enc]))

    async def _encrypt_for(self, device: Jid, sent: Sent) -> Node | None:
        """Own devices get the message with its destination. None for a device without keys."""
        own = self._directory.number(device) == self._number
        message = compose.device_sent(str(sent.to.jid()), sent.message) if own else sent.message
        return await self._encrypt(device, message, sent.kind)

    async def _encrypt(self, device: Jid, message: bytes, kind: str) -> Node | None:
        address = self._directory.address(device)
        if address not in self._sessions:
            bundle = await keys.fetch(self._connection, device)
            if bundle is None:
                return None
            self._sessions.start(address, bundle)
        form, ciphertext = self._sessions.encrypt(address, pad(message))
        attrs = {"v": "2", "type": form}
        if _type(kind) == "media":
            attrs["mediatype"] = kind
        return Node("enc", attrs, ciphertext)

    def _remember(self, name: str, sent: Sent) -> None:
        self._sent[name] = sent
        if len(self._sent) > REMEMBERED:
            self._sent.popitem(last=False)


def _devices(own: Account, to: Account) -> list[Jid]:
    """All devices of both accounts but the phone itself."""
    return [
        account.jid(device)
        for account in dict.fromkeys((to, own))  # one, when a person writes to itself
        for device in account.devices
        if (account, device) != (own, 0)
    ]


def _type(kind: str) -> str:
    return "text" if kind in ("", "text") else "media"
