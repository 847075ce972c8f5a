"""Unpaired clients by what they show: refs in a QR, or one ref behind a pairing code."""

from __future__ import annotations

import asyncio
import secrets
from typing import TYPE_CHECKING

from sandbox.wire.network import LinkError, Offer

if TYPE_CHECKING:
    from sandbox.server.accounts import Account, Device
    from sandbox.server.registration import Registration

NO_CLIENT = (
    "no client shows this code now: it has expired, was used already, or belongs to another "
    "network; ask the client for a new one"
)


class Pairing:
    def __init__(self) -> None:
        self._shown: dict[str, Registration] = {}
        self._outcomes: dict[str, asyncio.Future[int]] = {}

    def show(self, registration: Registration) -> str:
        """A fresh ref under which this client can be found."""
        ref = "2@" + secrets.token_urlsafe(48)
        self._shown[ref] = registration
        return ref

    def hide(self, registration: Registration) -> None:
        """The client is linked, or gone."""
        self._shown = {ref: it for ref, it in self._shown.items() if it is not registration}

    def find(self, ref: str) -> Registration | None:
        return self._shown.get(ref)

    def offer(self, ref: str) -> Offer | None:
        registration = self.find(ref)
        return Offer(ref, registration.platform) if registration else None

    def link(self, ref: str, account: Account, device_identity: bytes) -> None:
        """Raises LinkError, also where the identity cannot be read."""
        registration = self.find(ref)
        if registration is None:
            raise LinkError(NO_CLIENT)
        self._outcomes[ref] = registration.propose(account, device_identity)

    async def linked(self, ref: str) -> int:
        """The number of the device that came of `link`. Raises LinkError."""
        if ref not in self._outcomes:
            raise LinkError(NO_CLIENT)
        return await asyncio.shield(self._outcomes[ref])

    def call(self, phone: Device) -> None:
        """Tells a phone that is new here of the clients that wait for it with a code."""
        for registration in set(self._shown.values()):
            registration.call(phone)
