"""The sessions of one device with others, each under the address of the other device."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from sandbox.people.signal import agreement, message
from sandbox.people.signal.errors import BadMessage, Duplicate, NoSession, SignalError
from sandbox.people.signal.message import PreKeyMessage
from sandbox.people.signal.prekeys import Bundle, PreKeys
from sandbox.people.signal.state import State
from sandbox.storage import Tracked

ARCHIVED = 40  # older states of a session that may still decrypt a late message

Kind = Literal["msg", "pkmsg"]  # the `type` of an <enc>
KINDS: tuple[Kind, ...] = ("msg", "pkmsg")


@dataclass
class Sessions:
    """All sessions of the device that owns `prekeys`; the newest state of each comes first."""

    prekeys: PreKeys
    states: Tracked[str, list[State]] = field(default_factory=Tracked)

    def __contains__(self, address: str) -> bool:
        return address in self.states

    def start(self, address: str, bundle: Bundle) -> None:
        """A fresh session; the former one stays for late messages. Raises BadMessage."""
        self._add(address, agreement.initiate(self.prekeys, bundle))

    def forget(self, address: str) -> None:
        self.states.pop(address, None)

    def forget_all(self, prefix: str) -> None:
        """Those with addresses that begin so."""
        for address in [address for address in self.states if address.startswith(prefix)]:
            del self.states[address]

    def encrypt(self, address: str, plaintext: bytes) -> tuple[Kind, bytes]:
        """Raises NoSession."""
        if address not in self:
            raise NoSession(f"there is no session with {address}")
        state = self.states[address][0]
        pending = state.pending
        data = state.encrypt(plaintext)
        self.states.touch(address)
        if pending is None:
            return "msg", data
        opening = PreKeyMessage(
            self.prekeys.registration_id,
            pending.prekey_id,
            pending.signed_id,
            pending.base_key,
            self.prekeys.identity.public,
            data,
        )
        return "pkmsg", opening.serialize()

    def decrypt(self, address: str, kind: Kind, data: bytes) -> bytes:
        """Raises BadMessage, Duplicate, NoSession; then nothing has changed."""
        if kind == "msg":
            return self._decrypt(address, data)
        opening = message.parse_prekey(data)
        known = self.states.get(address, [])
        if any(state.base_key == opening.base_key for state in known):
            return self._decrypt(address, opening.message)
        state = agreement.respond(self.prekeys, opening)
        plaintext = state.decrypt(opening.message)
        if opening.prekey_id is not None:
            del self.prekeys.one_time[opening.prekey_id]
        self._add(address, state)
        return plaintext

    def _decrypt(self, address: str, data: bytes) -> bytes:
        states = self.states.get(address)
        if not states:
            raise NoSession(f"there is no session with {address}")
        reason: SignalError = BadMessage("no session can read this message")
        for state in states:
            try:
                plaintext = state.decrypt(data)
            except Duplicate as error:
                reason = error
            except BadMessage:
                continue
            else:
                self.states[address] = [state, *(s for s in states if s is not state)]
                return plaintext
        raise reason

    def _add(self, address: str, state: State) -> None:
        self.states[address] = [state, *self.states.get(address, [])][: 1 + ARCHIVED]
