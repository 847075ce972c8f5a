"""What every family of calls stands on."""

from __future__ import annotations

from typing import Any


class Base:
    """What a test may ask of the client; each returns something that JSON can say."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def _jid(self, text: str) -> Any:
        """A number, or an address: a LID, a group."""
        from neonize.utils.jid import build_jid

        user, _, server = text.partition("@")
        return build_jid(user, server or "s.whatsapp.net")
