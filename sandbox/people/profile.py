"""What a person shows of himself, and to whom."""

from __future__ import annotations

from sandbox.people.errors import bad_request, not_on_whatsapp
from sandbox.people.presence import Presence
from sandbox.wire.node import Node

NAME, ABOUT = 25, 139  # characters


class Profile(Presence):
    @property
    def about(self) -> str:
        return self.memory.about

    @property
    def picture(self) -> bytes | None:
        """JPEG."""
        return self.memory.picture

    @property
    def blocked(self) -> frozenset[str]:
        """Numbers."""
        return frozenset(self.memory.blocked)

    async def rename(self, name: str) -> None:
        """Raises PhoneError."""
        if not name.strip() or len(name) > NAME:
            raise bad_request(f"A name has 1 to {NAME} characters.")
        self._take_name(name)
        self._announce()
        await self._settings.publish_name()

    async def set_about(self, text: str) -> None:
        """Raises PhoneError."""
        if len(text) > ABOUT:
            raise bad_request(f"This text has at most {ABOUT} characters.")
        await self._connection.query("set", "status", Node("status", {}, text.encode()))
        self.memory.about = text
        self.feed.publish("profile")

    async def set_picture(self, jpeg: bytes | None) -> None:
        """None takes it away. Raises PhoneError."""
        await self._connection.query("set", "w:profile:picture", *picture(jpeg))
        self.memory.picture = jpeg
        self.feed.publish("profile")

    async def block(self, number: str, blocked: bool) -> None:
        """Raises PhoneError."""
        account = (await self._directory.accounts(number)).get(number)
        if account is None:
            raise not_on_whatsapp(number)
        attrs = {"action": "block" if blocked else "unblock", "jid": str(account.jid())}
        item = Node("item", attrs | {"pn_jid": str(account.phone_jid())})
        await self._connection.query("set", "blocklist", item)
        if blocked:
            self.memory.blocked.add(number)
        else:
            self.memory.blocked.discard(number)
        self.feed.publish("profile")


def picture(jpeg: bytes | None) -> list[Node]:
    """What sets it, or takes it away. Raises PhoneError."""
    if jpeg is None:
        return []
    if jpeg[:3] != b"\xff\xd8\xff":
        raise bad_request("A picture of a person or a group is a JPEG.")
    return [Node("picture", {"type": "image"}, jpeg)]
