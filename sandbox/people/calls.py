"""Calls: a phone rings another, and hears what becomes of it. Nobody talks."""

from __future__ import annotations

import secrets

from sandbox.people.base import Base
from sandbox.people.errors import bad_request
from sandbox.people.room import is_group
from sandbox.wire.node import Node


class Calls(Base):
    async def ring(self, to: str) -> str:
        """The id of the call; `to` is a number. Raises PhoneError."""
        if is_group(to) or to == self.number:
            raise bad_request("Only another person can be called.")
        call = secrets.token_hex(16).upper()
        async with self._room(to) as room:
            attrs = {"call-id": call, "call-creator": str(room.people[self.number].jid())}
            offer = Node("offer", attrs, [Node("audio", {"enc": "opus", "rate": "16000"})])
            about = {"id": secrets.token_hex(8), "to": str(room.jid)}
            self._connection.send(Node("call", about, [offer]))
        return call

    def _called(self, node: Node) -> None:
        """`offer`, `reject`, `terminate`, …"""
        for said in node.children[:1]:
            self._directory.learn(node.get("from"), said.get("caller_pn"))
            by = self._directory.number_of(node.get("from"))
            self.feed.publish("call", by=by, state=said.tag, call=said.get("call-id"))
