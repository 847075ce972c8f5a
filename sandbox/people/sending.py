"""New messages."""

from __future__ import annotations

from collections.abc import Sequence

from sandbox.people import compose, content, polls
from sandbox.people.base import Base
from sandbox.people.content import Stored
from sandbox.people.errors import bad_request
from sandbox.people.history import Entry
from sandbox.people.media import Media
from sandbox.people.room import Room

SILENT = ("sticker", "audio")  # kinds of media that carry no text
ONCE = ("image", "video", "audio")  # and those that may be there to be viewed once
OPTIONS = 12  # of a poll


class Sending(Base):
    """`to` is a number, or a group's id."""

    async def send(
        self,
        to: str,
        text: str = "",
        media: Media | None = None,
        quoted: int | None = None,
        *,
        mentions: Sequence[str] = (),
        view_once: bool = False,
    ) -> Entry:
        """Back once the server has it. `mentions` are numbers. Raises PhoneError."""
        if media is not None and text and media.kind in SILENT:
            raise bad_request(f"A {media.kind} carries no text. Send the text by itself.")
        if view_once and (media is None or media.kind not in ONCE):
            raise bad_request("Only a picture, a video or a voice note can be viewed once.")
        answered = None if quoted is None else self._referred(quoted)
        others = [*mentions, answered.sender] if answered else mentions
        async with self._room(to, *others) as room:
            context = self._context(room, answered, mentions)
            if media is None:
                message = compose.text(text, context)
            else:
                stored = await self._upload(media)
                message = compose.media(media, stored, text, context, view_once)
            return await self._post(room, message, media)

    async def send_poll(
        self, to: str, question: str, options: Sequence[str], selectable: int = 1
    ) -> Entry:
        """`selectable` options count at most, 0 for all. Raises PhoneError."""
        if not question or not all(options) or not 2 <= len(set(options)) <= OPTIONS:
            raise bad_request(f"A poll has a question and 2 to {OPTIONS} options with words.")
        if len(set(options)) < len(options):
            raise bad_request("The options of a poll must differ.")
        if not 0 <= selectable <= len(options):
            raise bad_request(f"One can choose 0 (any number) to {len(options)} of these options.")
        async with self._room(to) as room:
            return await self._post(room, polls.write(question, options, selectable))

    async def send_location(
        self, to: str, latitude: float, longitude: float, name: str = ""
    ) -> Entry:
        """In degrees. Raises PhoneError."""
        if not -90 <= latitude <= 90 or not -180 <= longitude <= 180:
            raise bad_request("A latitude is from -90 to 90 degrees, a longitude -180 to 180.")
        async with self._room(to) as room:
            return await self._post(room, compose.location(latitude, longitude, name))

    async def send_contact(self, to: str, name: str, number: str) -> Entry:
        """The card of somebody, who need not be on WhatsApp. Raises PhoneError."""
        if not name or not number.isascii() or not number.isdigit():
            raise bad_request("A contact has a name and a number, which has digits only.")
        async with self._room(to) as room:
            return await self._post(room, compose.contact(name, number))

    def _context(
        self, room: Room, answered: Entry | None, mentions: Sequence[str]
    ) -> compose.Context:
        quote = None
        if answered:
            author = self._author(room, answered)
            quote = compose.Quote(answered.message_id, author, content.bare(answered.raw))
        return compose.Context(quote, [str(room.jid_of(number)) for number in mentions])

    async def _upload(self, media: Media) -> Stored:
        sealed, url, path = await self._transfers.upload(self._connection, media)
        return compose.stored(media, sealed, url, path)
