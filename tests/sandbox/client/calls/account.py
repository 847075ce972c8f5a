"""Its own account: linking, name, log out."""

from __future__ import annotations

from tests.sandbox.client.calls.base import Base


class Account(Base):
    def code(self, number: str) -> str:
        return str(self._client.PairPhone(number, True))

    def logout(self) -> None:
        self._client.logout()

    def appear(self) -> None:
        """Fails as long as the account's push name is not known."""
        from neonize.utils.enum import Presence

        self._client.send_presence(Presence.AVAILABLE)

    def disappear(self) -> None:
        from neonize.utils.enum import Presence

        self._client.send_presence(Presence.UNAVAILABLE)

    def push_name(self) -> str:
        return str(self._client.get_me().PushName)
