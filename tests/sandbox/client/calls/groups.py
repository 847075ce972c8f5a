"""Groups: their life, and who is in them. Groups and people are named by address."""

from __future__ import annotations

from typing import Any

from tests.sandbox.client.calls.base import Base
from tests.sandbox.client.telling import address, group


class Groups(Base):
    """A group is answered as `telling.group` tells it."""

    def create_group(self, name: str, people: list[str]) -> dict[str, Any]:
        return group(self._client.create_group(name, [self._jid(it) for it in people]))

    def group(self, gid: str) -> dict[str, Any]:
        return group(self._client.get_group_info(self._jid(gid)))

    def groups(self) -> list[dict[str, Any]]:
        return [group(it) for it in self._client.get_joined_groups()]

    def change_members(self, gid: str, action: str, people: list[str]) -> list[dict[str, Any]]:
        """`action` is add, remove, promote or demote; error 0 is none. `way` is a code to accept
        an invitation with, and when it ends."""
        from neonize.utils.enum import ParticipantChange

        change = ParticipantChange(action)
        jids = [self._jid(it) for it in people]
        changed = self._client.update_group_participants(self._jid(gid), jids, change)
        return [
            {
                "jid": address(it.JID),
                "error": it.Error,
                "way": [it.AddRequest.Code, int(it.AddRequest.Expiration)],
            }
            for it in changed
        ]

    def name_group(self, gid: str, name: str) -> None:
        self._client.set_group_name(self._jid(gid), name)

    def describe_group(self, gid: str, text: str, previous: str = "") -> None:
        """Without the id of the previous description the client asks for it first."""
        self._client.set_group_topic(self._jid(gid), previous, "", text)

    def announce(self, gid: str, only_admins: bool) -> None:
        self._client.set_group_announce(self._jid(gid), only_admins)

    def lock(self, gid: str, only_admins: bool) -> None:
        self._client.set_group_locked(self._jid(gid), only_admins)

    def invite_link(self, gid: str, renew: bool = False) -> str:
        return str(self._client.get_group_invite_link(self._jid(gid), renew))

    def group_behind(self, link: str) -> dict[str, Any]:
        return group(self._client.get_group_info_from_link(link))

    def join(self, link: str) -> str:
        return address(self._client.join_group_with_link(link))

    def join_invited(self, gid: str, inviter: str, code: str, expiration: int) -> None:
        self._client.join_group_with_invite(self._jid(gid), self._jid(inviter), code, expiration)

    def asking(self, gid: str) -> list[str]:
        """Who waits for an admin to agree."""
        asked = self._client.get_group_request_participants(self._jid(gid))
        return [address(it.Participant) for it in asked]

    def group_picture(self, gid: str, data: str) -> str:
        """`data` is a JPEG in hexadecimal; the picture's id."""
        return str(self._client.set_group_photo(self._jid(gid), bytes.fromhex(data)))

    def leave(self, gid: str) -> None:
        self._client.leave_group(self._jid(gid))
