"""Addresses: a user, one of its devices, a group, or the server itself."""

from __future__ import annotations

import re
from typing import NamedTuple

from sandbox.wire.errors import WireError

PN = "s.whatsapp.net"  # users by phone number
LID = "lid"  # users by their hidden id
GROUP = "g.us"
NUMBER = re.compile(r"[1-9][0-9]{6,14}")  # of a phone: digits, country code first
SERVERS = frozenset(
    {PN, LID, GROUP, "c.us", "broadcast", "call", "newsletter", "bot", "hosted", "hosted.lid"}
)


class Jid(NamedTuple):
    """`15550001:1@s.whatsapp.net`; the server's own address has no user: `s.whatsapp.net`."""

    user: str
    server: str
    device: int = 0

    @classmethod
    def parse(cls, text: str) -> Jid:
        """Raises WireError."""
        user, _, server = text.rpartition("@")
        user, _, device = user.partition(":")
        if not server or (device and not (device.isascii() and device.isdigit())):
            raise WireError(f"'{text}' is not an address")
        return cls(user, server, int(device or 0))

    @property
    def bare(self) -> Jid:
        """The user, whatever the device."""
        return self._replace(device=0)

    def __str__(self) -> str:
        if not self.user:
            return self.server
        device = f":{self.device}" if self.device else ""
        return f"{self.user}{device}@{self.server}"
