"""A client that connects: one of ours that logs in, a new one that registers, or a stranger."""

from __future__ import annotations

import logging
import time
from typing import Protocol

from sandbox.server import stanzas
from sandbox.server.accounts import Device
from sandbox.server.handshake import Hello
from sandbox.server.presence import set_available
from sandbox.server.registration import Registration
from sandbox.server.service import Service
from sandbox.server.session import Session
from sandbox.wire import proto
from sandbox.wire.errors import WireError
from sandbox.wire.jid import PN, Jid
from sandbox.wire.node import Node

log = logging.getLogger(__name__)

USERNAME, DEVICE, PAIRING_DATA = 1, 18, 19  # fields of ClientPayload
LOGGED_OUT = Node("failure", {"reason": "401", "location": "sim"})
BAD_REQUEST = Node("failure", {"reason": "400", "location": "sim"})
REPLACED = Node("stream:error", content=[Node("conflict", {"type": "replaced"})])


class Peer(Protocol):
    """Who is at the other end of a connection."""

    def receive(self, node: Node) -> None: ...

    def lost(self) -> None:
        """The connection is over."""


class Member:
    """A linked device, be it a client or a phone, while it is connected."""

    def __init__(self, service: Service, device: Device, session: Session) -> None:
        """An earlier session of the device ends: there is one at a time."""
        if device.session:
            device.session.end(REPLACED)
            set_available(device, False)
        device.connect(session)
        self._service = service
        self._device = device
        self._session = session
        log.info("%s is online", device.pn)

    def receive(self, node: Node) -> None:
        if self._device.session is self._session:
            stanzas.receive(self._service, self._device, node)

    def lost(self) -> None:
        if self._device.session is self._session:
            set_available(self._device, False)
            self._device.disconnect(self._session)
            log.info("%s is offline", self._device.pn)


def admit(service: Service, hello: Hello, session: Session) -> Peer | None:
    """Whom the hello belongs to; None for a stranger, who is told so and hung up on."""
    try:
        if who := caller(hello):
            return _login(service, who, hello, session)
        data = proto.decode(proto.data_of(hello.payload, PAIRING_DATA))
        registration = Registration(service, session, hello.noise, data)
    except (WireError, UnicodeDecodeError) as error:
        log.warning("a client was refused: %s", error)
        session.end(BAD_REQUEST)
        return None
    registration.start()
    return registration


def caller(hello: Hello) -> Jid | None:
    """The device that a client says it is; None where it is not linked yet."""
    if USERNAME not in hello.payload:
        return None
    number = str(proto.int_of(hello.payload, USERNAME))
    return Jid(number, PN, proto.int_of(hello.payload, DEVICE))


def _login(service: Service, who: Jid, hello: Hello, session: Session) -> Member | None:
    device = service.directory.device(who)
    if device is None or device.noise != hello.noise:
        session.end(LOGGED_OUT)
        return None
    member = Member(service, device, session)
    attrs = {"t": str(int(time.time())), "props": "1", "location": "sim", "lid": str(device.lid)}
    device.send(Node("success", attrs))
    return member
