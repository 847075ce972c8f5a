"""Groups: who is in them, what they are called, and what they allow."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from sandbox.wire.jid import GROUP, LID, PN, Jid

MEMBER, ADMIN, CREATOR = "", "admin", "superadmin"  # roles, as stanzas name them
ALL_MEMBER_ADD, ADMIN_ADD = "all_member_add", "admin_add"


def now() -> int:
    return int(time.time())


def new_code() -> str:
    """The end of an invite link: 22 characters that nobody can guess."""
    return secrets.token_urlsafe(16)


@dataclass
class Description:
    id: str
    text: str  # empty once it has been deleted
    by: str
    at: int


@dataclass
class Invitation:
    """For one person who may not be added: a way in that no other has."""

    number: str
    expires: int


@dataclass(eq=False)
class Group:
    """People are kept by number, times in unix seconds. Without members it is gone."""

    id: str  # digits
    addressing: str  # how people appear in it: "lid" or "pn"
    creator: str
    subject: str
    subject_by: str
    created: int = field(default_factory=now)
    subject_at: int = field(default_factory=now)
    description: Description | None = None
    members: dict[str, str] = field(default_factory=dict)  # roles by number, the oldest first
    locked: bool = False  # only admins change what it is called
    announce: bool = False  # only admins write
    approval: bool = False  # admins must agree to whoever comes by the link
    add_mode: str = ALL_MEMBER_ADD
    expiration: int = 0  # of messages, in seconds; 0 is never
    picture: str = ""  # its id
    code: str = field(default_factory=new_code)
    revoked: list[str] = field(default_factory=list)  # codes that once were good
    invitations: dict[str, Invitation] = field(default_factory=dict)  # by code
    requests: dict[str, int] = field(default_factory=dict)  # when each number asked to be let in
    members_version: int = 1
    announce_version: int = 1

    @classmethod
    def new(cls, creator: str, subject: str, addressing: str) -> Group:
        """With an id that nobody can guess, and its creator as its one member."""
        group_id = f"120363{secrets.randbelow(10**12):012}"
        members = {creator: CREATOR}
        return cls(group_id, addressing, creator, subject, creator, members=members)

    @property
    def jid(self) -> Jid:
        return Jid(self.id, GROUP)

    @property
    def server(self) -> str:
        """Of the addresses of people in it."""
        return LID if self.addressing == "lid" else PN

    @property
    def admins(self) -> list[str]:
        return [number for number in self.members if self.is_admin(number)]

    def is_admin(self, number: str) -> bool:
        return self.members.get(number, MEMBER) != MEMBER

    def may_edit(self, number: str) -> bool:
        """Its name, description, picture, and how long messages stay."""
        return number in self.members and (not self.locked or self.is_admin(number))

    def may_write(self, number: str) -> bool:
        return number in self.members and (not self.announce or self.is_admin(number))

    def may_add(self, number: str) -> bool:
        """Where admins must agree to newcomers, no one else brings any."""
        open_to_all = self.add_mode == ALL_MEMBER_ADD and not self.approval
        return number in self.members and (open_to_all or self.is_admin(number))

    def renew_code(self) -> None:
        self.revoked.append(self.code)
        self.code = new_code()

    def invite(self, number: str, seconds: int) -> tuple[str, Invitation]:
        """A code for this person alone, good for so long."""
        code = new_code()
        self.invitations[code] = Invitation(number, now() + seconds)
        return code, self.invitations[code]


class Groups:
    """Every group that there is, by id."""

    def __init__(self) -> None:
        self._by_id: dict[str, Group] = {}

    def __iter__(self) -> Iterator[Group]:
        return iter(self._by_id.values())

    def put(self, group: Group) -> None:
        self._by_id[group.id] = group

    def find(self, jid: Jid) -> Group | None:
        return self._by_id.get(jid.user) if jid.server == GROUP else None

    def drop(self, group: Group) -> None:
        self._by_id.pop(group.id, None)

    def of(self, number: str) -> list[Group]:
        """Those that this person is in."""
        return [group for group in self if number in group.members]

    def by_code(self, code: str) -> Group | None:
        return next((group for group in self if group.code == code), None)

    def was_code(self, code: str) -> bool:
        """Whether a link once ended in this code."""
        return any(code in group.revoked for group in self)
