"""What a person says about a message that is there: reactions, edits, revocations, votes."""

from __future__ import annotations

from collections.abc import Sequence

from sandbox.people import compose, polls
from sandbox.people.base import Base
from sandbox.people.errors import bad_request
from sandbox.people.fields import LAYOUTS
from sandbox.people.history import Entry
from sandbox.people.room import Room, is_group
from sandbox.wire.jid import PN, Jid


class Referring(Base):
    """`entry_id` is that of the message's Entry."""

    async def react(self, entry_id: int, emoji: str) -> Entry:
        """`emoji` "" takes it back. Raises PhoneError."""
        entry = self._referred(entry_id)
        async with self._room(entry.chat, entry.sender) as room:
            return await self._post(room, compose.reaction(self._key(room, entry), emoji))

    async def edit(self, entry_id: int, text: str) -> Entry:
        """Of one's own. Raises PhoneError."""
        entry = self._referred(entry_id)
        captioned = entry.kind in LAYOUTS and LAYOUTS[entry.kind].caption
        if not entry.from_me or not (entry.kind == "text" or captioned):
            raise bad_request("Only the words of a message of one's own can be edited.")
        if not text:
            raise bad_request("An edited message needs words. Revoke it to take it back.")
        words = compose.caption(entry.kind, text) if captioned else compose.text(text)
        async with self._room(entry.chat) as room:
            return await self._post(room, compose.edit(self._key(room, entry), words))

    async def revoke(self, entry_id: int) -> Entry:
        """One's own; in a group, as its admin, also another's. Raises PhoneError."""
        entry = self._referred(entry_id)
        if not entry.from_me and not self._is_admin(entry.chat, self.number):
            raise bad_request(
                "Only one's own message can be revoked, or, by a group's admin, any in it."
            )
        async with self._room(entry.chat, entry.sender) as room:
            return await self._post(room, compose.revoke(self._key(room, entry)))

    async def vote(self, entry_id: int, options: Sequence[str]) -> Entry:
        """Instead of what was voted before; none takes it back. Raises PhoneError."""
        entry = self._referred(entry_id)
        poll = polls.of(entry.raw)
        if poll is None or not poll.secret:
            raise bad_request(f"Message {entry_id} is no poll that one can vote on.")
        strange = [option for option in options if option not in poll.options]
        if strange:
            raise bad_request(f"'{strange[0]}' is no option of this poll.")
        if poll.selectable and len(set(options)) > poll.selectable:
            raise bad_request(f"One can choose {poll.selectable} of this poll's options at most.")
        async with self._room(entry.chat, entry.sender) as room:
            ballot = self._ballot(room, entry)
            vote = compose.vote(self._key(room, entry), polls.seal(poll, ballot, options))
            return await self._post(room, vote, text="\n".join(options))

    def _ballot(self, room: Room, entry: Entry) -> polls.Ballot:
        """The voter goes by the kind of address by which the poll came; between two the author of
        another's poll is who the key of it names, the chat."""
        author, own = self._author(room, entry), room.people[self.number]
        voter = own.phone_jid() if Jid.parse(author).server == PN else own.jid()
        of_other = not (room.is_group or entry.from_me)
        return polls.Ballot(entry.message_id, str(room.jid) if of_other else author, str(voter))

    def _is_admin(self, chat: str, number: str) -> bool:
        group = self.memory.groups.get(chat) if is_group(chat) else None
        member = group.member(number) if group else None
        return member is not None and member.admin
