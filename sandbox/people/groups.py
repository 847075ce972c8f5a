"""What a person does with groups."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from sandbox.people import group as reading
from sandbox.people import news
from sandbox.people.base import Base
from sandbox.people.errors import PhoneError, bad_request, group_refused, not_on_whatsapp
from sandbox.people.group import Addressing, Group
from sandbox.people.history import Entry
from sandbox.people.profile import picture
from sandbox.wire.jid import GROUP
from sandbox.wire.node import Node

Action = Literal["add", "remove", "promote", "demote"]
ACTIONS = ("add", "remove", "promote", "demote")
LINK = "https://chat.whatsapp.com/"


class Groups(Base):
    """`group_id` is its address. What may be done is the server's to say."""

    async def create_group(
        self, subject: str, members: Sequence[str], *, addressing: Addressing | None = None
    ) -> Group:
        """`members` are the numbers of the others. Raises PhoneError."""
        wish = {"subject": subject} | ({"addressing_mode": addressing} if addressing else {})
        content = reading.people(await self._addresses(members))
        what = "make this group"
        answer = await self._ask("set", GROUP, Node("create", wish, content), what)
        made = self._learn_group(answer)
        text = news.created(made.subject, self.name)
        self._event(made.id, f"created-{made.id}", self.number, text)
        return self.group(made.id)

    def groups(self) -> list[Group]:
        """Those it is in, as it knows them now; copies."""
        return [self.group(group_id) for group_id in self.memory.groups]

    def group(self, group_id: str) -> Group:
        """A copy. Raises PhoneError."""
        known = self._known_group(group_id)
        members = [replace(m, name=self._directory.name(m.number)) for m in known.members]
        return replace(known, members=members)

    async def change_members(
        self, group_id: str, action: Action, numbers: Sequence[str]
    ) -> dict[str, int]:
        """Errors by number, of those it could not be done with: 403, 404, 409 … Raises
        PhoneError."""
        if action not in ACTIONS:
            raise bad_request(f"'{action}' is none of {', '.join(ACTIONS)}.")
        wish = Node(action, {}, reading.people(await self._addresses(numbers)))
        answer = await self._ask("set", group_id, wish, f"{action} members of this group")
        await self._refresh(group_id)
        done = answer.child(action)
        listed = done.all("participant") if done else []
        number_of = self._directory.number_of
        return {number_of(it.get("jid")): int(it.get("error")) for it in listed if it.get("error")}

    async def set_subject(self, group_id: str, text: str) -> None:
        """Raises PhoneError."""
        await self._change(group_id, Node("subject", {}, text.encode()), "name this group")

    async def set_description(self, group_id: str, text: str) -> None:
        """ "" takes it away. Raises PhoneError."""
        await self._refresh(group_id)
        attrs = {"id": secrets.token_hex(8).upper()}
        if former := self._known_group(group_id).description_id:
            attrs["prev"] = former
        body = [Node("body", {}, text.encode())] if text else []
        attrs |= {} if text else {"delete": "true"}
        await self._change(group_id, Node("description", attrs, body), "describe this group")

    async def set_announce(self, group_id: str, announce: bool) -> None:
        """Whether only admins write. Raises PhoneError."""
        wish = Node("announcement" if announce else "not_announcement")
        await self._change(group_id, wish, "say who may write in this group")

    async def set_locked(self, group_id: str, locked: bool) -> None:
        """Whether only admins change subject, description and picture. Raises PhoneError."""
        wish = Node("locked" if locked else "unlocked")
        await self._change(group_id, wish, "say who may change this group")

    async def set_group_picture(self, group_id: str, jpeg: bytes | None) -> None:
        """None takes it away. Raises PhoneError."""
        self._known_group(group_id)
        content = picture(jpeg)
        try:
            await self._connection.query("set", "w:profile:picture", *content, target=group_id)
        except PhoneError as error:
            raise _in_words(error, "change this group's picture") from None

    async def invite_code(self, group_id: str) -> str:
        """Raises PhoneError."""
        return await self._invite("get", group_id)

    async def revoke_invite(self, group_id: str) -> str:
        """The new code; the old one is of no use any more. Raises PhoneError."""
        return await self._invite("set", group_id)

    async def join(self, code: str) -> str:
        """The id of the group whose invite code or link it is; where its admins must agree, it is
        not in it yet. Raises PhoneError."""
        wish = Node("invite", {"code": code.strip().removeprefix(LINK)})
        answer = await self._ask("set", GROUP, wish, "join this group")
        joined = answer.child("group")
        if joined is None:
            waiting = answer.child("membership_approval_request")
            return waiting.get("jid") if waiting else ""
        await self._refresh(joined.get("jid"))
        return joined.get("jid")

    async def leave(self, group_id: str) -> None:
        """Raises PhoneError."""
        self._known_group(group_id)
        wish = Node("leave", {}, [Node("group", {"id": group_id})])
        await self._ask("set", GROUP, wish, "leave this group")
        self._forget_group(group_id)

    async def _fetch_groups(self) -> None:
        """All that it is in. Raises PhoneError."""
        wish = Node("participating", {}, [Node("participants"), Node("description")])
        answer = await self._ask("get", GROUP, wish, "list its groups")
        listed = answer.child("groups")
        self.memory.groups.clear()
        for node in listed.all("group") if listed else []:
            self._learn(node)

    async def _refresh(self, group_id: str) -> None:
        """Raises PhoneError."""
        wish = Node("query", {"request": "interactive"})
        try:
            self._learn_group(await self._ask("get", group_id, wish, "look at this group"))
        except PhoneError as error:
            if error.status in (403, 404):
                self._forget_group(group_id)
            raise

    def _learn_group(self, answer: Node) -> Group:
        node = answer.child("group")
        if node is None:
            raise group_refused("see this group", 404)
        return self._learn(node)

    def _learn(self, node: Node) -> Group:
        known = reading.read(node, self._directory)
        self.memory.groups[known.id] = known
        self.feed.publish("group", id=known.id)
        return known

    def _forget_group(self, group_id: str) -> None:
        if self.memory.groups.pop(group_id, None):
            self.memory.group_keys.pop(group_id, None)
            self.feed.publish("group", id=group_id)

    def _event(self, group_id: str, name: str, actor: str, text: str) -> None:
        """Something that happened to a group becomes a line of its history."""
        from_me = actor == self.number
        self._show(Entry(name, actor, group_id, group_id, from_me, "event", text))

    async def _change(self, group_id: str, wish: Node, what: str) -> None:
        self._known_group(group_id)
        await self._ask("set", group_id, wish, what)
        await self._refresh(group_id)

    async def _invite(self, kind: str, group_id: str) -> str:
        self._known_group(group_id)
        answer = await self._ask(kind, group_id, Node("invite"), "have this group's invite")
        invite = answer.child("invite")
        return invite.get("code") if invite else ""

    async def _ask(self, kind: str, to: str, wish: Node, what: str) -> Node:
        try:
            return await self._connection.query(kind, "w:g2", wish, to=to)
        except PhoneError as error:
            raise _in_words(error, what) from None

    async def _addresses(self, numbers: Sequence[str]) -> list[str]:
        if not numbers:
            raise bad_request("Name at least one other person, by the number.")
        accounts = await self._directory.accounts(*numbers)
        for number in numbers:
            if number not in accounts:
                raise not_on_whatsapp(number)
        return [str(accounts[number].jid()) for number in numbers]


def _in_words(error: PhoneError, what: str) -> PhoneError:
    return group_refused(what, error.status) if error.status else error
