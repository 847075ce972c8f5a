"""Settings that an account's devices share, patch by patch."""

from __future__ import annotations

import pytest

from sandbox.people import appstate
from sandbox.people import fields as f
from sandbox.people.appstate import Collection, Key, Setting
from sandbox.people.settings import name_in
from sandbox.people.signal.errors import BadMessage
from sandbox.wire import proto

NAME = "critical_block"


def named(name: str) -> Setting:
    return Setting(["setting_pushName"], proto.encode((7, proto.encode((1, name)))), 1)


def versioned(data: bytes, version: int) -> bytes:
    """As the server gives it to other devices."""
    return proto.encode((1, proto.encode((1, version)))) + data


def test_who_applies_all_patches_knows_what_who_made_them_knows() -> None:
    key, mine, theirs = Key(), Collection(), Collection()
    for version, name in enumerate(("Ann", "Anna", "Anne"), start=1):
        data, mine = appstate.patch(key, NAME, mine, [named(name)])
        changes, theirs = appstate.apply(key, NAME, theirs, versioned(data, version))
        assert name_in(changes) == name
        assert theirs == mine
    assert (mine.version, len(mine.macs)) == (3, 1), "a setting takes the place of its former one"


def test_the_hash_of_a_collection_is_that_of_what_is_in_it_whatever_came_before() -> None:
    key, other = Key(), Setting(["contact", "1"], b"", 2)
    _, one = appstate.patch(key, NAME, Collection(), [named("Ann"), other])
    data, two = appstate.patch(key, NAME, Collection(), [other])
    removal = appstate._mutation(f.decode(f.all_of(f.decode(data), 2)[0]))
    gone = appstate._after(two, 2, [removal._replace(operation=appstate.REMOVE)])
    assert one.hash != bytes(128)
    assert gone.hash == bytes(128)
    assert gone.macs == {}


def test_a_patch_that_does_not_follow_is_refused() -> None:
    key = Key()
    first, known = appstate.patch(key, NAME, Collection(), [named("Ann")])
    second, _ = appstate.patch(key, NAME, known, [named("Anna")])
    for data, version, name, used in [
        (second, 2, NAME, key),  # the first one is missing
        (first, 2, NAME, key),
        (first, 1, "regular", key),
        (first, 1, NAME, Key()),
    ]:
        with pytest.raises(BadMessage):
            appstate.apply(used, name, Collection(), versioned(data, version))
