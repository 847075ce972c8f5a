"""What a phone may ask of the network, and what it gets.

A phone is a device 0 whose transport is a function call. Everything here is called on the server's
event loop, in its one thread; nothing here blocks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from sandbox.wire.node import Node


class LinkError(Exception):
    """A companion could not be linked; the text says why, for people."""


@dataclass(frozen=True)
class Offer:
    """An unpaired client that shows this ref now."""

    ref: str
    platform: str  # what the client calls itself, as a phone lists it


@dataclass(frozen=True)
class DeviceInfo:
    """A companion of an account."""

    number: int  # from 1
    platform: str
    online: bool
    since: float  # when it was linked, unix seconds


class Line(Protocol):
    """A phone's open connection."""

    def send(self, node: Node) -> None:
        """Phone to server: the same stanzas as a client's (iq, message, receipt, ack, presence,
        chatstate). Raises ConnectionError once the line is closed."""

    def close(self) -> None:
        """Hang up; what is not acked yet waits for the next line. Again is no error."""


class Network(Protocol):
    """All methods: on the server's event loop only."""

    def dial(
        self, number: str, identity: bytes, name: str, deliver: Callable[[Node], None]
    ) -> Line:
        """Phone `number` (digits) comes online as device 0.

        `identity` is its Signal identity public key (32 bytes). The account, its LID and its push
        name `name` are made on first use. `deliver` gets the server's stanzas one at a time, in
        order, each in a turn of the loop of its own and the first after `dial` has returned;
        what an earlier line left unacked comes first. A line that is open already is closed.
        Raises ValueError for a number or an identity that cannot be one.
        """

    def offer(self, ref: str) -> Offer | None:
        """The client that shows `ref`, or None: unknown, expired, linked already, or gone."""

    def expired(self, ref: str) -> bool:
        """Whether a client has shown `ref` that does not any more."""

    def link(self, ref: str, number: str, device_identity: bytes) -> None:
        """The phone accepted the client that shows `ref`.

        `device_identity` is the encoded ADVSignedDeviceIdentityHMAC. The client is asked to
        confirm; `linked` tells the outcome. Raises LinkError: no such ref, no such phone, or
        `device_identity` cannot be read.
        """

    async def linked(self, ref: str) -> int:
        """After `link`: the number of the new companion device once the client has confirmed.

        Raises LinkError: the client refused, went away, or has not answered within 20 seconds.
        """

    def unlink(self, number: str, device: int) -> None:
        """The phone removes a companion, which is logged out. Raises LinkError: no such device."""

    def devices(self, number: str) -> list[DeviceInfo]:
        """The account's companions, oldest first; none for an unknown number."""

    def lid(self, number: str) -> str | None:
        """The account's LID as an address (`100…@lid`), or None: not on WhatsApp."""
