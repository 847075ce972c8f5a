"""The log of a phone, folded into what its screen shows: chats, and the messages of one chat.

A log only grows: reactions, edits, deletions and votes are entries of their own. Here each is put
to the message that it is about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sandbox.control import shapes
from sandbox.people import polls
from sandbox.people.errors import PhoneError
from sandbox.people.history import Entry
from sandbox.people.phone import Phone

ABOUT_ANOTHER = ("reaction", "edit", "revoke", "poll_vote")
STATUSES = ("sent", "delivered", "read", "played")

Names = Callable[[str], str]


class Log:
    """The entries of a phone, and what is said about them."""

    def __init__(self, phone: Phone, names: Names) -> None:
        self.phone = phone
        self.names = names
        self.shown: dict[str, list[Entry]] = defaultdict(list)  # by chat, oldest first
        self._found: dict[str, Entry] = {}
        self._about: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
        for entry in phone.history.since(0):
            if entry.kind in ABOUT_ANOTHER:
                self._about[entry.target][entry.kind][entry.sender] = entry.text
            else:
                self.shown[entry.chat].append(entry)
                self._found[entry.message_id] = entry

    def message(self, entry: Entry) -> dict[str, Any]:
        """As `shapes.message`, and what became of it since."""
        about = self._about.get(entry.message_id, {})
        shape = shapes.message(self.phone, entry) | {
            "from_name": self.names(entry.sender),
            "revoked": "revoke" in about,
            "edited": entry.sender in about.get("edit", {}),
            "reactions": self._reactions(about.get("reaction", {})),
            "quote": self._quote(entry),
            "status": self._status(entry) if entry.from_me else None,
            "read_by": _readers(entry) if entry.from_me else [],
        }
        if shape["edited"]:
            shape["text"] = about["edit"][entry.sender]
        if shape["revoked"]:
            shape |= {"text": "", "media_url": None}
        elif entry.kind == "poll":
            shape["poll"] = self._poll(entry, about.get("poll_vote", {}))
        return shape

    def _reactions(self, by: dict[str, str]) -> list[dict[str, str]]:
        return [
            {"emoji": emoji, "by": number, "name": self.names(number)}
            for number, emoji in by.items()
            if emoji
        ]

    def _quote(self, entry: Entry) -> dict[str, Any] | None:
        quoted = self._found.get(entry.target)
        if quoted is None:
            return None
        about = self._about.get(quoted.message_id, {})
        text = about.get("edit", {}).get(quoted.sender, quoted.text)
        return {
            "id": quoted.id,
            "kind": "revoked" if "revoke" in about else quoted.kind,
            "text": "" if "revoke" in about else text,
            "from": quoted.sender,
            "from_name": self.names(quoted.sender),
        }

    def _poll(self, entry: Entry, votes: dict[str, str]) -> dict[str, Any] | None:
        """`selectable`: how many options a person may choose, 0 for all."""
        poll = polls.of(entry.raw)
        if poll is None:
            return None
        chosen = {number: text.split("\n") for number, text in votes.items() if text}
        return {
            "question": poll.question,
            "selectable": poll.selectable,
            "options": [
                {"text": option, "by": [n for n, texts in chosen.items() if option in texts]}
                for option in poll.options
            ],
        }

    def _status(self, entry: Entry) -> str:
        """In a group, the least that is true of everybody else."""
        by = entry.receipts
        others = self._others(entry.chat) or list(by)
        found = [by.get(number, "sent") for number in others]
        return min(found, key=STATUSES.index, default="sent")

    def _others(self, chat: str) -> list[str]:
        if not is_group(chat):
            return [chat]
        try:
            members = self.phone.group(chat).members
        except PhoneError:  # it has left
            return []
        return [m.number for m in members if m.number != self.phone.number]


def _readers(entry: Entry) -> list[str]:
    return [number for number, status in entry.receipts.items() if status in STATUSES[2:]]


def is_group(chat: str) -> bool:
    return chat.endswith("@g.us")


def title(phone: Phone, chat: str, names: Names) -> str:
    """What a chat is called on this phone."""
    if not is_group(chat):
        return names(chat)
    try:
        return phone.group(chat).subject
    except PhoneError:  # it has left
        return "A group that was left"


def presence(phone: Phone, number: str) -> dict[str, Any] | None:
    """What the phone heard last of whether somebody is there: `available`, and `last_seen` in
    unix seconds or None."""
    told = (m.data for m in reversed(phone.feed.since(0)) if m.kind == "presence")
    return next((data for data in told if data["number"] == number), None)


def unread(number: str, entries: Iterable[Entry]) -> list[Entry]:
    """What others wrote, and were not told that it is read."""
    return [
        entry
        for entry in entries
        if not entry.from_me and entry.kind != "event" and number not in entry.receipts
    ]


def waiting(number: str, entries: Sequence[Entry]) -> int:
    """How many messages wait to be read: an answer shows that all before it was read too."""
    answers = (at for at, entry in enumerate(entries, 1) if entry.from_me)
    return len(unread(number, entries[max(answers, default=0) :]))
