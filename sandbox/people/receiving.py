"""What comes to a phone: messages, receipts, typing, presence, and news of groups."""

from __future__ import annotations

import logging

from sandbox.people import content, news, polls
from sandbox.people.content import Content
from sandbox.people.errors import PhoneError
from sandbox.people.fields import LAYOUTS
from sandbox.people.groups import Groups
from sandbox.people.history import Entry
from sandbox.people.letter import Letter
from sandbox.people.media import Media
from sandbox.people.referring import Referring
from sandbox.people.room import is_group
from sandbox.people.signal.errors import BadMessage, SignalError
from sandbox.wire.jid import Jid
from sandbox.wire.node import Node

log = logging.getLogger(__name__)

READ = {"": "delivered", "inactive": "delivered", "read": "read", "played": "played"}


class Receiving(Groups, Referring):
    async def _message(self, node: Node) -> None:
        letter = self._inbox.open(node)
        if letter is not None:
            await self._read(letter)

    async def _read(self, letter: Letter) -> None:
        entry = await self._entry_of(letter)
        self._inbox.put_away(letter)
        if entry is not None:
            self._show(entry)

    async def _entry_of(self, letter: Letter) -> Entry | None:
        """None where there is nothing to show."""
        if letter.sender == self.number and content.key_request(letter.incoming.message):
            await self._companions.share_key(letter.device)
        shown = content.read(letter.incoming.message)
        if shown is None or not self._may_say(letter, shown):
            return None
        text = self._vote(letter, shown)
        if text is None:
            return None
        entry = self._made(
            letter.id,
            letter.chat,
            letter.sender,
            letter.author,
            shown,
            letter.incoming.raw,
            await self._download(shown),
        )
        entry.text = text
        return entry

    def _may_say(self, letter: Letter, shown: Content) -> bool:
        """Nobody edits what another has written, and only admins revoke it."""
        target = self.history.find(shown.target) if shown.target else None
        if target is None or target.sender == letter.sender:
            return True
        by_admin = shown.kind == "revoke" and self._is_admin(letter.chat, letter.sender)
        return by_admin or shown.kind not in ("edit", "revoke")

    def _vote(self, letter: Letter, shown: Content) -> str | None:
        """What it says; of a vote the options, and None where it cannot be opened."""
        if shown.vote is None:
            return shown.text
        entry = self.history.find(shown.target)
        poll = polls.of(entry.raw) if entry else None
        if entry is None or poll is None:
            log.info("%s: a vote on a poll that is not here", self.number)
            return None
        addresses = self._directory.addresses
        for author in addresses(entry.author):
            for voter in addresses(letter.author):
                ballot = polls.Ballot(shown.target, author, voter)
                try:
                    return "\n".join(polls.unseal(poll, ballot, shown.vote))
                except BadMessage:
                    continue
        log.warning("%s: a vote that does not open", self.number)
        return None

    async def _download(self, shown: Content) -> Media | None:
        """None where the file cannot be had: the message is shown without it."""
        if shown.stored is None or shown.kind not in LAYOUTS:
            return None
        try:
            data = await self._transfers.download(self._connection, shown.kind, shown.stored)
        except (PhoneError, SignalError) as error:
            log.warning("a file for %s: %s", self.number, error)
            return None
        return Media(shown.kind, shown.mimetype, data, shown.filename, shown.ptt, shown.gif)

    def _receipt(self, node: Node) -> None:
        status = READ.get(node.get("type"))
        by = self._directory.number_of(node.get("participant") or node.get("from"))
        if status is None or by == self.number:
            return
        more = node.child("list")
        ids = [node.get("id"), *(item.get("id") for item in (more.children if more else []))]
        for message_id in ids:
            entry = self.history.find(message_id)
            if entry and entry.from_me and entry.receipt(by, status):
                self.history.entries.touch(entry.id)
                self.feed.publish("receipt", message_id=message_id, by=by, status=status)

    def _typing(self, node: Node) -> None:
        """Of somebody who never wrote, and was never written to, nothing is shown."""
        if self._directory.is_stranger(node.get("participant") or node.get("from")):
            return
        state = node.children[0] if node.children else Node("paused")
        recording = state.tag == "composing" and state.get("media") == "audio"
        number_of = self._directory.number_of
        by = number_of(node.get("participant") or node.get("from"))
        chat = node.get("from") if is_group(node.get("from")) else by
        self.feed.publish(
            "typing", chat=chat, by=by, state="recording" if recording else state.tag
        )

    def _presence(self, node: Node) -> None:
        last = node.get("last")
        self.feed.publish(
            "presence",
            number=self._directory.number_of(node.get("from")),
            available=node.get("type") != "unavailable",
            last_seen=float(last) if last.isdigit() else None,
        )

    async def _group_news(self, node: Node) -> None:
        """The group is looked at again, whatever it was; then it is told what it was."""
        group_id, actor = node.get("from"), self._actor(node)
        change = node.children[0] if node.children else Node("")
        text = news.read(change, actor, self.number, self._directory)
        if change.tag == "create" and (made := change.child("group")):
            self._learn(made)
        else:
            await self._look_again(group_id)
        if text:
            self._event(group_id, node.get("id"), actor, text)

    async def _look_again(self, group_id: str) -> None:
        try:
            await self._refresh(group_id)
        except PhoneError as error:
            log.debug("%s: %s", self.number, error)

    def _actor(self, node: Node) -> str:
        """Its number, empty where nobody is named."""
        who = node.get("participant") or self._author_of_picture(node)
        self._directory.learn(who, node.get("participant_pn"))
        self._directory.learn(who, node.get("participant_lid"))
        number = self._directory.number_of(who) if who else ""
        if number != self.number:
            self._directory.learn_name(number, node.get("notify"))
        return number

    def _author_of_picture(self, node: Node) -> str:
        return node.children[0].get("author") if node.children else ""

    def _identity_changed(self, node: Node) -> None:
        self.memory.forget_devices(self._directory.number(Jid.parse(node.get("from"))))

    def _devices_changed(self, node: Node) -> None:
        if self._directory.number_of(node.get("from")) == self.number:
            self.feed.publish("devices")
