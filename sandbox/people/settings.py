"""The account's settings that a phone sets or heeds: its name, and those of its contacts."""

from __future__ import annotations

import logging

from sandbox.people import appstate
from sandbox.people import fields as f
from sandbox.people.appstate import Change, Collection, Setting
from sandbox.people.connection import Connection
from sandbox.people.memory import Memory
from sandbox.people.signal.errors import SignalError
from sandbox.wire import proto
from sandbox.wire.jid import PN, Jid
from sandbox.wire.node import Node

log = logging.getLogger(__name__)

NAME, NAME_FIELD = "setting_pushName", 7
CONTACT, CONTACT_FIELD = "contact", 3
CRITICAL, UNBLOCK = "critical_block", "critical_unblock_low"  # collections
TRIES = 3  # when a companion changes the same settings meanwhile


class Settings:
    """The app state, kept with all the account's devices."""

    def __init__(self, memory: Memory, connection: Connection) -> None:
        self._memory = memory
        self._connection = connection

    async def publish_name(self) -> None:
        """Raises PhoneError."""
        value = proto.encode((NAME_FIELD, proto.encode((1, self._memory.name))))
        await self._set(CRITICAL, [Setting([NAME], value, 1)])

    async def publish_contacts(self) -> None:
        """Those whose names are new. Raises PhoneError."""
        known, names = self._memory.contacts, self._memory.book.names
        new = {number: name for number, name in names.items() if known.get(number) != name}
        new.pop(self._memory.number, None)
        if new:
            await self._set(UNBLOCK, [_contact(number, name) for number, name in new.items()])
            known |= new

    async def fetch(self, name: str) -> list[Change]:
        """What other devices have changed in a collection. Raises PhoneError."""
        return self._take(name, await self._ask(name))

    async def _set(self, name: str, settings: list[Setting]) -> None:
        state = self._memory.app_state
        for _ in range(TRIES):
            known = state.collections.get(name, Collection())
            data, after = appstate.patch(state.key, name, known, settings)
            answer = await self._ask(name, Node("patch", {}, data))
            if answer is None or answer.get("type") != "error":
                state.collections[name] = after
                return
            self._take(name, answer)
        log.warning("%s could not change its settings %s", self._memory.number, name)

    async def _ask(self, name: str, *patch: Node) -> Node | None:
        known = self._memory.app_state.collections.get(name, Collection())
        attrs = {"name": name, "version": str(known.version), "return_snapshot": "false"}
        sync = Node("sync", {}, [Node("collection", attrs, list(patch))])
        answer = await self._connection.query("set", "w:sync:app:state", sync)
        listed = answer.child("sync")
        return listed.child("collection") if listed else None

    def _take(self, name: str, answer: Node | None) -> list[Change]:
        patches = answer.child("patches") if answer else None
        state, changes = self._memory.app_state, []
        for node in patches.children if patches else []:
            known = state.collections.get(name, Collection())
            try:
                more, state.collections[name] = appstate.apply(state.key, name, known, node.data)
            except SignalError as error:
                log.warning("a setting of %s: %s", self._memory.number, error)
                break
            changes += more
        return changes


def name_in(changes: list[Change]) -> str:
    """The account's name, if they set it."""
    names = [f.text_of(f.sub(c.value, NAME_FIELD), 1) for c in changes if c.index == [NAME]]
    return names[-1] if names else ""


def _contact(number: str, name: str) -> Setting:
    value = proto.encode((CONTACT_FIELD, proto.encode((1, name), (2, name.split()[0]))))
    return Setting([CONTACT, str(Jid(number, PN))], value, 2)
