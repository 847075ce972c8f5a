"""Other people: who they are, and what they may see."""

from __future__ import annotations

from tests.sandbox.client.calls.base import Base
from tests.sandbox.client.telling import address


class Contacts(Base):
    def is_on_whatsapp(self, number: str) -> bool:
        return bool(self._client.is_on_whatsapp(number)[0].IsIn)

    def subscribe(self, to: str) -> None:
        self._client.subscribe_presence(self._jid(to))

    def blocklist(self) -> list[str]:
        return [address(jid) for jid in self._client.get_blocklist().JIDs]
