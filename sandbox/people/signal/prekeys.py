"""A device's own keys, and the bundle of public ones that others start a session with."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from sandbox.people.signal.primitives import KeyPair, typed
from sandbox.wire import xeddsa


@dataclass(frozen=True)
class Bundle:
    """Public keys of a device, 32 bytes each; the one-time key is absent when used up."""

    registration_id: int
    identity: bytes
    signed_id: int
    signed_key: bytes
    signature: bytes
    prekey_id: int | None = None
    prekey: bytes | None = None

    def genuine(self) -> bool:
        """Whether the identity signed the signed prekey."""
        return xeddsa.verify(self.identity, typed(self.signed_key), self.signature)


@dataclass
class PreKeys:
    """The private side: identity, one signed prekey and the one-time keys not yet used."""

    identity: KeyPair = field(default_factory=KeyPair.generate)
    registration_id: int = field(default_factory=lambda: 1 + secrets.randbelow(0x3FFF))
    signed_id: int = 1
    signed: KeyPair = field(default_factory=KeyPair.generate)
    one_time: dict[int, KeyPair] = field(default_factory=dict)
    _made: int = 0
    signature: bytes = field(init=False)

    def __post_init__(self) -> None:
        self.signature = xeddsa.sign(self.identity.private, typed(self.signed.public))

    def make(self, count: int) -> dict[int, KeyPair]:
        """New one-time keys by id."""
        new = {self._made + n: KeyPair.generate() for n in range(1, count + 1)}
        self._made += count
        self.one_time |= new
        return new

    def bundle(self, prekey_id: int | None = None) -> Bundle:
        prekey = None if prekey_id is None else self.one_time[prekey_id].public
        return Bundle(
            self.registration_id,
            self.identity.public,
            self.signed_id,
            self.signed.public,
            self.signature,
            prekey_id,
            prekey,
        )
