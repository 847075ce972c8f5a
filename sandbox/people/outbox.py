"""Outgoing messages: encrypted for every device concerned, and again for one that asks.

Between two, each device gets its own copy. In a group all get the same one, under a sender key
that each device is given once; when one that has it is not in the group any more, there is a
fresh key.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Sequence

from sandbox.people import compose, envelope, keys
from sandbox.people.connection import Connection
from sandbox.people.directory import Directory
from sandbox.people.envelope import Envelope
from sandbox.people.memory import GroupKey, Memory, Sent
from sandbox.people.padding import pad
from sandbox.people.room import Room, is_group
from sandbox.wire import proto
from sandbox.wire.jid import Jid
from sandbox.wire.node import Node

REMEMBERED = 256  # messages that can be sent again
RETRIES = 5  # rounds of asking again for one message

Message = Callable[[Jid], bytes]  # what a device is to get


class Outbox:
    def __init__(self, memory: Memory, connection: Connection, directory: Directory) -> None:
        self._memory = memory
        self._connection = connection
        self._directory = directory

    async def send(self, room: Room, message: bytes) -> str:
        """To all devices in the room but this phone; the message's id. Raises PhoneError."""
        name = _new_id()
        sent = Sent(room.chat, str(room.jid), message)
        self._remember(name, sent)
        outside = envelope.of(proto.decode(message))
        node = _stanza(name, room, outside)
        if room.is_group:
            await self._send_to_group(room, sent, outside, node)
        else:
            await self._send_to_person(room, sent, outside, node)
        return name

    async def peer(self, device: Jid, message: bytes) -> bool:
        """A message of protocol to an own device; False where that has no keys yet."""
        enc = (await self._encrypt([device], lambda _: message, Envelope())).get(device)
        if enc is None:
            return False
        attrs = {"id": _new_id(), "to": str(device), "category": "peer", "type": "text"}
        await self._connection.message(
            Node("message", attrs, [Node("meta", {"appdata": "default"}), enc])
        )
        return True

    async def resend(self, receipt: Node) -> None:
        """Answers a retry receipt with the same message under a fresh session. Raises PhoneError,
        BadMessage."""
        retry = receipt.child("retry")
        sent = self._memory.sent.get(retry.get("id")) if retry else None
        device = Jid.parse(receipt.get("participant") or receipt.get("from"))
        if retry is None or sent is None or not self._may_read(device, sent):
            return
        if int(retry.get("count") or 1) > RETRIES:
            return
        given = receipt.child("keys")
        bundle = (
            keys.bundle(receipt, given)
            if given
            else (await keys.fetch(self._connection, [device])).get(device)
        )
        if bundle is None:
            return
        self._memory.sessions.start(self._directory.address(device), bundle)
        self._connection.send(self._again(receipt, retry, device, sent))

    def _again(self, receipt: Node, retry: Node, device: Jid, sent: Sent) -> Node:
        outside = envelope.of(proto.decode(sent.message))
        message = self._copy(device, sent)
        if is_group(sent.chat):
            own = self._memory.group_keys.setdefault(sent.chat, GroupKey())
            message = sent.message + compose.distribution(sent.chat, own.key.distribution())
            own.given.add(self._directory.address(device))
        enc = self._sealed(device, message, outside)
        enc.attrs["count"] = retry.get("count")
        attrs = {
            "id": retry.get("id"),
            "to": receipt.get("from"),
            "participant": receipt.get("participant"),
            "type": outside.type,
            "edit": outside.edit,
            "device_fanout": "" if is_group(sent.chat) else "false",
            "t": str(int(time.time())),
        }
        return Node("message", _filled(attrs), [enc, *_meta(outside)])

    def _may_read(self, device: Jid, sent: Sent) -> bool:
        number = self._directory.number(device)
        group = self._memory.groups.get(sent.chat)
        if group is not None:
            return group.member(number) is not None
        return number in (sent.chat, self._memory.number)

    async def _send_to_person(self, room: Room, sent: Sent, outside: Envelope, node: Node) -> None:
        devices = room.devices()
        copies = await self._encrypt(devices, lambda device: self._copy(device, sent), outside)
        node.content = [_participants(copies), *_meta(outside)]
        await self._connection.message(node)

    async def _send_to_group(self, room: Room, sent: Sent, outside: Envelope, node: Node) -> None:
        devices = {self._directory.address(device): device for device in room.devices()}
        own = self._memory.group_keys.setdefault(room.chat, GroupKey())
        if own.given - devices.keys():
            own = self._memory.group_keys[room.chat] = GroupKey()
        key = compose.distribution(room.chat, own.key.distribution())
        new = [device for address, device in devices.items() if address not in own.given]
        copies = await self._encrypt(new, lambda _: key, Envelope(hidden=outside.hidden))
        sealed = Node("enc", _enc("skmsg", outside), own.key.encrypt(pad(sent.message)))
        node.content = [_participants(copies), sealed, *_meta(outside)]
        await self._connection.message(node)
        own.given |= {self._directory.address(device) for device in copies}

    def _copy(self, device: Jid, sent: Sent) -> bytes:
        """Own devices get the message with its destination."""
        if self._directory.number(device) != self._memory.number or is_group(sent.chat):
            return sent.message
        return compose.device_sent(sent.to, sent.message)

    async def _encrypt(
        self, devices: Sequence[Jid], message: Message, outside: Envelope
    ) -> dict[Jid, Node]:
        """An <enc> for each device that has keys, of what `message` says is for it."""
        address, sessions = self._directory.address, self._memory.sessions
        new = [device for device in devices if address(device) not in sessions]
        for device, bundle in (await keys.fetch(self._connection, new)).items():
            sessions.start(address(device), bundle)
        known = [device for device in devices if address(device) in sessions]
        return {device: self._sealed(device, message(device), outside) for device in known}

    def _sealed(self, device: Jid, message: bytes, outside: Envelope) -> Node:
        address = self._directory.address(device)
        form, ciphertext = self._memory.sessions.encrypt(address, pad(message))
        return Node("enc", _enc(form, outside), ciphertext)

    def _remember(self, name: str, sent: Sent) -> None:
        self._memory.sent[name] = sent
        if len(self._memory.sent) > REMEMBERED:
            self._memory.sent.drop_oldest()


def _stanza(name: str, room: Room, outside: Envelope) -> Node:
    attrs = {"id": name, "to": str(room.jid), "type": outside.type, "edit": outside.edit}
    if room.is_group:
        attrs["addressing_mode"] = room.addressing
    else:
        attrs["peer_recipient_pn"] = str(room.people[room.chat].phone_jid())
    return Node("message", _filled(attrs))


def _enc(form: str, outside: Envelope) -> dict[str, str]:
    hidden = "hide" if outside.hidden else ""
    return _filled({"v": "2", "type": form, "mediatype": outside.media, "decrypt-fail": hidden})


def _participants(copies: dict[Jid, Node]) -> Node:
    return Node("participants", {}, [Node("to", {"jid": str(d)}, [e]) for d, e in copies.items()])


def _meta(outside: Envelope) -> list[Node]:
    return [Node("meta", {"polltype": outside.poll})] if outside.poll else []


def _filled(attrs: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in attrs.items() if value}


def _new_id() -> str:
    return f"3EB0{secrets.token_hex(9).upper()}"
