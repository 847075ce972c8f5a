"""The two formats: `SignalMessage` (msg), and `PreKeyMessage` (pkmsg), which opens a session."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.people.signal.errors import BadMessage
from sandbox.people.signal.primitives import hmac, same, typed, untyped
from sandbox.wire import proto
from sandbox.wire.errors import WireError
from sandbox.wire.proto import data_of, int_of

VERSION = b"\x33"  # message version 3, current version 3
MAC_SIZE = 8


@dataclass(frozen=True)
class SignalMessage:
    ratchet: bytes
    counter: int
    previous_counter: int
    ciphertext: bytes

    def serialize(self, mac_key: bytes, sender: bytes, receiver: bytes) -> bytes:
        """With its MAC over both identities and itself."""
        body = VERSION + proto.encode(
            (1, typed(self.ratchet)),
            (2, self.counter),
            (3, self.previous_counter),
            (4, self.ciphertext),
        )
        return body + _mac(mac_key, sender, receiver, body)


def parse(data: bytes) -> SignalMessage:
    """The MAC is not looked at: see `verify`. Raises BadMessage."""
    fields = fields_of(data[:-MAC_SIZE])
    return SignalMessage(
        untyped(data_of(fields, 1)), int_of(fields, 2), int_of(fields, 3), data_of(fields, 4)
    )


def verify(data: bytes, mac_key: bytes, sender: bytes, receiver: bytes) -> bool:
    """Whether `data` ends with the MAC of this sender for this receiver."""
    return same(_mac(mac_key, sender, receiver, data[:-MAC_SIZE]), data[-MAC_SIZE:])


@dataclass(frozen=True)
class PreKeyMessage:
    """Opens a session: who we are, which of their keys were used, and the first message."""

    registration_id: int
    prekey_id: int | None
    signed_id: int
    base_key: bytes
    identity: bytes
    message: bytes

    def serialize(self) -> bytes:
        one_time = [] if self.prekey_id is None else [(1, self.prekey_id)]
        return VERSION + proto.encode(
            *one_time,
            (2, typed(self.base_key)),
            (3, typed(self.identity)),
            (4, self.message),
            (5, self.registration_id),
            (6, self.signed_id),
        )


def parse_prekey(data: bytes) -> PreKeyMessage:
    """Raises BadMessage."""
    fields = fields_of(data)
    return PreKeyMessage(
        registration_id=int_of(fields, 5),
        prekey_id=int_of(fields, 1) if 1 in fields else None,
        signed_id=int_of(fields, 6),
        base_key=untyped(data_of(fields, 2)),
        identity=untyped(data_of(fields, 3)),
        message=data_of(fields, 4),
    )


def _mac(key: bytes, sender: bytes, receiver: bytes, body: bytes) -> bytes:
    return hmac(key, typed(sender), typed(receiver), body)[:MAC_SIZE]


def fields_of(data: bytes) -> dict[int, list[int | bytes]]:
    if data[:1] != VERSION:
        raise BadMessage("a message of another protocol version")
    try:
        return proto.decode(data[1:])
    except WireError as error:
        raise BadMessage(f"not a message: {error}") from None
