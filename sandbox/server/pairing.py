"""Unpaired clients by what they show: refs in a QR, or one ref behind a pairing code."""

from __future__ import annotations

import asyncio
import math
import secrets
import time
from typing import TYPE_CHECKING

from sandbox.wire.network import LinkError, Offer

if TYPE_CHECKING:
    from sandbox.server.accounts import Account, Device
    from sandbox.server.registration import Registration

REMEMBERED = 4096  # refs that are over, to tell them from those that were never shown
NO_CLIENT = (
    "no client shows this code now: it has expired, was used already, or belongs to another "
    "network; ask the client for a new one"
)


class Pairing:
    def __init__(self) -> None:
        self._shown: dict[str, tuple[Registration, float]] = {}  # and until when, monotonic
        self._known: dict[str, None] = {}  # every ref there was, oldest first
        self._outcomes: dict[str, asyncio.Future[int]] = {}

    def show(self, registration: Registration, until: float = math.inf) -> str:
        """A fresh ref under which this client can be found until then, in monotonic time."""
        ref = "2@" + secrets.token_urlsafe(48)
        self._shown[ref] = registration, until
        self._known[ref] = None
        if len(self._known) > REMEMBERED:
            del self._known[next(iter(self._known))]
        return ref

    def withdraw(self, ref: str) -> None:
        """It is not good any more, or never was."""
        self._shown.pop(ref, None)

    def hide(self, registration: Registration) -> None:
        """The client is linked, or gone."""
        self._shown = {ref: it for ref, it in self._shown.items() if it[0] is not registration}

    def find(self, ref: str) -> Registration | None:
        registration, until = self._shown.get(ref, (None, 0.0))
        return registration if time.monotonic() < until else None

    def offer(self, ref: str) -> Offer | None:
        registration = self.find(ref)
        return Offer(ref, registration.platform) if registration else None

    def expired(self, ref: str) -> bool:
        """Whether it was shown once, and is not good any more."""
        return ref in self._known and self.find(ref) is None

    def link(self, ref: str, account: Account, device_identity: bytes) -> None:
        """Raises LinkError, also where the identity cannot be read."""
        registration = self.find(ref)
        if registration is None or not registration.invites(ref, account):
            raise LinkError(NO_CLIENT)
        self._outcomes[ref] = registration.propose(account, device_identity)

    async def linked(self, ref: str) -> int:
        """The number of the device that came of `link`. Raises LinkError."""
        if ref not in self._outcomes:
            raise LinkError(NO_CLIENT)
        return await asyncio.shield(self._outcomes[ref])

    def call(self, phone: Device) -> None:
        """Tells a phone that is new here of the clients that wait for it with a code."""
        for registration in {it for it, _ in self._shown.values()}:
            registration.call(phone)
