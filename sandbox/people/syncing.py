"""What the account's other devices change is taken over: name, picture, whom it does not hear."""

from __future__ import annotations

from sandbox.people.errors import PhoneError
from sandbox.people.profile import Profile
from sandbox.people.settings import CRITICAL, name_in
from sandbox.wire.jid import PN, Jid
from sandbox.wire.node import Node

NONE = 404  # there is no picture


class Syncing(Profile):
    async def _settings_changed(self, node: Node) -> None:
        for collection in node.all("collection"):
            changes = await self._settings.fetch(collection.get("name"))
            name = name_in(changes) if collection.get("name") == CRITICAL else ""
            if name and name != self.name:
                self._take_name(name)

    async def _account_changed(self, node: Node) -> None:
        if node.child("blocklist"):
            await self._fetch_blocklist()
        elif node.child("picture"):
            self.memory.picture = await self._fetch_picture()
        self.feed.publish("profile")

    async def _fetch_blocklist(self) -> None:
        answer = await self._connection.query("get", "blocklist")
        listed = answer.child("list")
        people = [item.get("jid") for item in (listed.all("item") if listed else [])]
        self.memory.blocked = {self._directory.number_of(address) for address in people}

    async def _fetch_picture(self) -> bytes | None:
        wish = Node("picture", {"query": "url", "type": "image"})
        own = str(Jid(self.number, PN))
        try:
            answer = await self._connection.query("get", "w:profile:picture", wish, target=own)
        except PhoneError as error:
            if error.status == NONE:
                return None
            raise
        found = answer.child("picture")
        return await self._transfers.fetch(found.get("url")) if found else None
