"""The sessions of one device with others, each under the address of the other device."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from sandbox.people.signal import agreement, message
from sandbox.people.signal.errors import BadMessage, Duplicate, NoSession, SignalError
from sandbox.people.signal.message import PreKeyMessage
from sandbox.people.signal.prekeys import Bundle, PreKeys
from sandbox.people.signal.state import State

ARCHIVED = 40  # older states of a session that may still decrypt a late message

Kind = Literal["msg", "pkmsg"]  # the `type` of an <enc>
KINDS: tuple[Kind, ...] = ("msg", "pkmsg")


@dataclass
class Sessions:
    """All sessions of the device that owns `prekeys`; the newest state of each comes first."""

    prekeys: PreKeys
    _states: dict[str, list[State]] = field(default_factory=dict)

    def __contains__(self, address: str) -> bool:
        return address in self._states

    def start(self, address: str, bundle: Bundle) -> None:
        """A fresh session; the former one stays for late messages. Raises BadMessage."""
        self._add(address, agreement.initiate(self.prekeys, bundle))

    def forget(self, address: str) -> None:
        self._states.pop(address, None)

    def encrypt(self, address: str, plaintext: bytes) -> tuple[Kind, bytes]:
        """Raises NoSession."""
        if address not in self:
            raise NoSession(f"there is no session with {address}")
        state = self._states[address][0]
        pending = state.pending
        data = state.encrypt(plaintext)
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
        known = self._states.get(address, [])
        if any(state.base_key == opening.base_key for state in known):
            return self._decrypt(address, opening.message)
        state = agreement.respond(self.prekeys, opening)
        plaintext = state.decrypt(opening.message)
        if opening.prekey_id is not None:
            del self.prekeys.one_time[opening.prekey_id]
        self._add(address, state)
        return plaintext

    def _decrypt(self, address: str, data: bytes) -> bytes:
        states = self._states.get(address)
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
                self._states[address] = [state, *(s for s in states if s is not state)]
                return plaintext
        raise reason

    def _add(self, address: str, state: State) -> None:
        self._states[address] = [state, *self._states.get(address, [])][: 1 + ARCHIVED]
