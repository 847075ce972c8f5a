"""The Groups over neonize."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from neonize.utils.enum import ParticipantChange

from botinstance.link.asking import address, asked, member
from botinstance.link.client import Client
from botinstance.link.group import Change, Group, Outcome
from botinstance.link.message import jid


class WhatsAppGroups:
    """Safe to call from several threads."""

    def __init__(self, client: Client, changed: Callable[[str], None]) -> None:
        """`changed` is called with a group whose members are not as they were."""
        self._client, self._changed = client, changed

    def info(self, chat: str) -> Group:
        told = asked(lambda: self._client.neonize.get_group_info(address(chat)))
        return Group(
            id=chat,
            name=told.GroupName.Name,
            description=told.GroupTopic.Topic,
            created=max(0.0, told.GroupCreated),
            announce=told.GroupAnnounce.IsAnnounce,
            locked=told.GroupLocked.isLocked,
            members=[member(participant) for participant in told.Participants],
        )

    def change(self, chat: str, people: Sequence[str], change: Change) -> Sequence[Outcome]:
        whom = [address(person) for person in people]
        how = ParticipantChange(change.value)
        try:
            told = asked(
                lambda: self._client.neonize.update_group_participants(address(chat), whom, how)
            )
        finally:
            self._changed(chat)
        return [Outcome(jid(it.JID), it.Error) for it in told]

    def rename(self, chat: str, name: str) -> None:
        asked(lambda: self._client.neonize.set_group_name(address(chat), name))

    def describe(self, chat: str, text: str) -> None:
        # without the ids of the descriptions, whatsmeow finds them itself
        asked(lambda: self._client.neonize.set_group_topic(address(chat), "", "", text))

    def announce(self, chat: str, on: bool) -> None:
        asked(lambda: self._client.neonize.set_group_announce(address(chat), on))

    def lock(self, chat: str, on: bool) -> None:
        asked(lambda: self._client.neonize.set_group_locked(address(chat), on))

    def show_picture(self, chat: str, jpeg: bytes) -> None:
        asked(lambda: self._client.neonize.set_group_photo(address(chat), jpeg))

    def disappear(self, chat: str, seconds: int) -> None:
        # in nanoseconds, as it goes to Go: a timedelta would become a millionth of itself
        timer = seconds * 10**9
        asked(lambda: self._client.neonize.set_disappearing_timer(address(chat), timer))

    def invite_link(self, chat: str, renew: bool = False) -> str:
        return str(asked(lambda: self._client.neonize.get_group_invite_link(address(chat), renew)))

    def leave(self, chat: str) -> None:
        asked(lambda: self._client.neonize.leave_group(address(chat)))
        self._changed(chat)
