"""A phone without Signal: it can link companions and exchange stanzas, and writes no messages."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import time

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from sandbox.wire import proto, xeddsa
from sandbox.wire.network import Line
from sandbox.wire.node import Node
from tests.sandbox.loopback import Loopback

ACCOUNT_SIGNATURE = bytes([6, 0])


class Owner:
    def __init__(self, loopback: Loopback, number: str, name: str = "Someone") -> None:
        self.loopback = loopback
        self.number = number
        self.name = name
        self.heard: list[Node] = []
        self._private = X25519PrivateKey.generate()
        self.identity = self._private.public_key().public_bytes_raw()
        self.line = self.dial()

    def dial(self) -> Line:
        network = self.loopback.server.network
        args = self.number, self.identity, self.name, self.heard.append
        self.line = self.loopback.run(network.dial, *args)
        return self.line

    def say(self, node: Node) -> None:
        self.loopback.run(self.line.send, node)

    def scan(self, qr: str, *, secret: bytes | None = None) -> int:
        """Links the client that shows this QR text; `secret` replaces the one in it."""
        ref, _, identity, shown, _ = qr.partition("#")[2].split(",")
        adv = base64.b64decode(shown) if secret is None else secret
        return self.accept(ref, base64.b64decode(identity), adv)

    def accept(self, ref: str, identity: bytes, secret: bytes) -> int:
        """The number of the new device. Raises LinkError."""
        network = self.loopback.server.network
        signed = self.signed(identity, secret)
        self.loopback.run(network.link, ref, self.number, signed)
        return self.loopback.wait(network.linked(ref))

    def signed(self, identity: bytes, secret: bytes) -> bytes:
        """ADVSignedDeviceIdentityHMAC for a companion with this identity key."""
        device = proto.encode((1, secrets.randbits(31)), (2, int(time.time())), (3, 1))
        private = self._private.private_bytes_raw()
        signature = xeddsa.sign(private, ACCOUNT_SIGNATURE + device + identity)
        details = proto.encode((1, device), (2, self.identity), (3, signature))
        return proto.encode((1, details), (2, hmac.digest(secret, details, hashlib.sha256)))

    def answer(self, name: str) -> Node | None:
        """What came back for the stanza with this id."""
        return next((it for it in self.heard if it.get("id") == name), None)

    def heard_of(self, stage: str) -> Node | None:
        """What the phone was told at this stage of linking by code."""
        told = [node.child("link_code_companion_reg") for node in self.heard]
        return next((it for it in told if it and it.get("stage") == stage), None)
