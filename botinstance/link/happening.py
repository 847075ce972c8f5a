"""What else happens in a chat, besides messages. Kept on disk as JSON until it is dealt with."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


@dataclass(frozen=True)
class Deleted:
    """Somebody took a message back. Ids are as in protocol.Message."""

    chat: str
    id: str  # of this happening
    message_id: str  # of what is gone
    by: str


class Turn(StrEnum):
    """What may become of a group or its members."""

    JOINED = "joined"
    LEFT = "left"  # by themselves, or removed: then `by` is somebody else
    PROMOTED = "promoted"
    DEMOTED = "demoted"
    RENAMED = "renamed"
    DESCRIBED = "described"


@dataclass(frozen=True)
class GroupTurn:
    chat: str
    id: str
    turn: Turn
    people: tuple[str, ...] = ()  # ids, as the group addresses them
    by: str = ""  # empty where WhatsApp does not tell
    text: str = ""  # the new name or description


@dataclass(frozen=True)
class Call:
    """Somebody rings. `chat` is the caller."""

    chat: str
    id: str
    phone: str = ""  # digits, empty if unknown


@dataclass(frozen=True)
class Due:
    """The time of a job has come (state/jobs.py). `id` is the job's."""

    chat: str
    id: str
    kind: str  # a key of contract/jobs.py
    data: dict[str, Any]
    at: float  # unix seconds: when it was meant to happen


Happening = Deleted | GroupTurn | Call | Due
_KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in (Deleted, GroupTurn, Call, Due)}


def dumps(happening: Happening) -> bytes:
    return json.dumps([type(happening).__name__, asdict(happening)]).encode()


def loads(raw: bytes) -> Happening:
    """What `dumps` has written. Raises ValueError, KeyError, TypeError for anything else."""
    name, fields = json.loads(raw)
    if name == GroupTurn.__name__:
        fields |= {"people": tuple(fields["people"]), "turn": Turn(fields["turn"])}
    made: Happening = _KINDS[name](**fields)
    return made
