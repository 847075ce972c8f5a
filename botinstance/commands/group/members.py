"""kick, add, promote, demote: people come, go, and become admins."""

from __future__ import annotations

from dataclasses import dataclass

from botinstance.commands.group.common import in_words, is_person, need_admin, tag
from botinstance.commands.group.people import named
from botinstance.context import Context
from botinstance.link.group import Change, Member
from botinstance.link.protocol import LinkError


@dataclass(frozen=True)
class _Deed:
    change: Change
    verb: str
    done: str
    errors: dict[int, str]  # by WhatsApp's code


_GONE = "{} is not in this group."
_MADE = "WhatsApp does not let me {verb} {}: they made the group."
_CLOSED = "{} cannot be added by others."
_KICK = _Deed(Change.REMOVE, "remove", "Removed", {403: _MADE, 404: _GONE})
_PROMOTE = _Deed(Change.PROMOTE, "promote", "Now an admin", {404: _GONE})
_DEMOTE = _Deed(Change.DEMOTE, "demote", "Not an admin any more", {403: _MADE, 404: _GONE})
_ADD = _Deed(
    Change.ADD,
    "add",
    "Added",
    {
        401: _CLOSED,
        403: _CLOSED,
        404: "{} is not on WhatsApp.",
        408: "{} has left the group a short while ago.",
        409: "{} is in this group already.",
        500: "The group is full: {} does not fit in.",
    },
)
_INVITE = (401, 403, 408)  # these people can still come by the link


def kick(context: Context) -> None:
    _do(context, _KICK)


def add(context: Context) -> None:
    _do(context, _ADD)


def promote(context: Context) -> None:
    _do(context, _PROMOTE)


def demote(context: Context) -> None:
    _do(context, _DEMOTE)


def _do(context: Context, deed: _Deed) -> None:
    people = named(context)
    need_admin(context)
    chat, told = context.message.chat, _Told()
    members = context.link.group_members(chat)
    wanted: list[str] = []
    for person in people:
        member = next((m for m in members if is_person(m, person)), None)
        no = _objection(context, deed, member)
        name = member.id if member else person
        if no:
            told.add(no, name)
        elif name not in wanted:
            wanted.append(name)
    if wanted:
        with in_words():
            outcomes = context.link.groups.change(chat, wanted, deed.change)
        for outcome in outcomes:
            if outcome.error:
                usual = f"WhatsApp does not let me {deed.verb} {{}} (error {outcome.error})."
                no = deed.errors.get(outcome.error, usual).replace("{verb}", deed.verb)
                told.add(no, outcome.id)
        done = [outcome.id for outcome in outcomes if not outcome.error]
        told.done(deed.done, done)
        if deed is _ADD and any(outcome.error in _INVITE for outcome in outcomes):
            told.lines += _invitation(context)
    context.link.reply(context.message, "\n".join(told.lines), told.people)


class _Told:
    """The answer, as lines, and who is mentioned in it."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.people: list[str] = []

    def done(self, words: str, people: list[str]) -> None:
        if people:
            self.lines.insert(0, f"{words}: {', '.join(self._name(p) for p in people)}.")

    def add(self, sentence: str, person: str) -> None:
        self.lines.append(sentence.replace("{}", self._name(person)))

    def _name(self, person: str) -> str:
        self.people.append(person)
        return tag(person)


def _objection(context: Context, deed: _Deed, member: Member | None) -> str | None:
    """Why it is not even tried with a member, None for who is not in the group."""
    if deed is _ADD:
        return deed.errors[409] if member else None
    if member is None:
        return _GONE
    if deed is _PROMOTE:
        return "{} is an admin already." if member.admin else None
    if context.is_bot(member):
        return f"I do not {deed.verb} myself."
    if member.phone and member.phone == context.owner_phone:
        return f"I do not {deed.verb} my owner."
    if is_person(member, context.message.sender):
        return f"I do not {deed.verb} you on your own command."
    return "{} is no admin." if deed is _DEMOTE and not member.admin else None


def _invitation(context: Context) -> list[str]:
    try:
        link = context.link.groups.invite_link(context.message.chat)
    except LinkError:
        return []
    return [f"Send them this link instead: {link}"]
