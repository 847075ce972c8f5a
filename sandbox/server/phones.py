"""The network as phones see it: a line is a session, and its transport is a function call."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from sandbox.server import unlinking
from sandbox.server.accounts import Device
from sandbox.server.login import Member
from sandbox.server.reinstall import reinstalled
from sandbox.server.service import Service
from sandbox.wire import codec
from sandbox.wire.jid import NUMBER, PN, Jid
from sandbox.wire.network import DeviceInfo, LinkError, Offer
from sandbox.wire.node import Node


def _travelled(node: Node) -> Node:
    """What a client would have got: nothing is shared, nothing passes that cannot travel."""
    return codec.decode(codec.encode(node))


class Receiver:
    """The server's end of a line: a Session."""

    def __init__(self, deliver: Callable[[Node], None], settle: Callable[[], None]) -> None:
        """`settle` is called before anything is said."""
        self._deliver = deliver
        self._settle = settle
        self._loop = asyncio.get_running_loop()
        self.open = True

    def send(self, node: Node) -> None:
        if self.open:
            self._loop.call_soon(self._say, _travelled(node))

    def end(self, final: Node | None = None) -> None:
        if final:
            self.send(final)
        self.open = False

    def _say(self, node: Node) -> None:
        self._settle()
        self._deliver(node)


class PhoneLine:
    """The phone's end: a Line."""

    def __init__(self, member: Member, receiver: Receiver) -> None:
        self._member = member
        self._receiver = receiver

    def send(self, node: Node) -> None:
        if not self._receiver.open:
            raise ConnectionError("the line is closed; dial again")
        self._member.receive(_travelled(node))

    def close(self) -> None:
        self._member.lost()
        self._receiver.end()


class Phones:
    """Implements `sandbox.wire.network.Network`, where each method is described."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def dial(
        self, number: str, identity: bytes, name: str, deliver: Callable[[Node], None]
    ) -> PhoneLine:
        if not NUMBER.fullmatch(number):
            raise ValueError(f"'{number}' is no phone number: 7 to 15 digits, country code first")
        if len(identity) != 32:
            raise ValueError(f"an identity key has 32 bytes, not {len(identity)}")
        account = self._service.directory.open(number)
        account.name = name or account.name
        self._service.changed(account)
        phone = account.devices.get(0)
        if phone is None:
            phone = account.devices[0] = Device(account, 0)
        if phone.keys and phone.keys.identity != identity:
            reinstalled(self._service, phone)
        self._service.changed(phone)
        receiver = Receiver(deliver, self._service.settle)
        session = self._service.faults.line(receiver, phone.pn, receiver.end)
        line = PhoneLine(Member(self._service, phone, session), receiver)
        phone.go_live()
        self._service.pairing.call(phone)
        return line

    def offer(self, ref: str) -> Offer | None:
        return self._service.pairing.offer(ref)

    def expired(self, ref: str) -> bool:
        return self._service.pairing.expired(ref)

    def link(self, ref: str, number: str, device_identity: bytes) -> None:
        account = self._service.directory.by_number(number)
        if account is None:
            raise LinkError(f"no phone with the number {number} has been here yet")
        self._service.pairing.link(ref, account, device_identity)

    async def linked(self, ref: str) -> int:
        return await self._service.pairing.linked(ref)

    def unlink(self, number: str, device: int) -> None:
        companion = self._service.directory.device(Jid(number, PN, device))
        if companion is None or device == 0:
            raise LinkError(f"{number} has no linked device {device}")
        unlinking.unlink(self._service, companion, unlinking.REMOVED)
        self._service.settle()

    def devices(self, number: str) -> list[DeviceInfo]:
        account = self._service.directory.by_number(number)
        companions = [it for it in account.devices.values() if it.number] if account else []
        return [
            DeviceInfo(it.number, it.platform, it.session is not None, it.since)
            for it in companions
        ]

    def lid(self, number: str) -> str | None:
        account = self._service.directory.by_number(number)
        return str(account.lid) if account else None
