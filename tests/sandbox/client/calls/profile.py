"""What people show of themselves: a name, pictures, and a line about them."""

from __future__ import annotations

from tests.sandbox.client.calls.base import Base


class Profile(Base):
    def picture(self, of: str) -> dict[str, str]:
        """Of a person or a group. neonize 0.5.2 asks for the whole picture whatever it is told."""
        it = self._client.get_profile_picture(self._jid(of))
        return {"id": it.ID, "url": it.URL, "kind": it.Type, "hash": it.Hash.hex()}

    def set_picture(self, data: str) -> str:
        """Its id; `data` is a JPEG in hex."""
        return str(self._client.set_profile_photo(bytes.fromhex(data)))

    def set_about(self, text: str) -> None:
        self._client.set_status_message(text)

    def rename(self, name: str) -> None:
        self._client.set_profile_name(name)
