"""What phones leave on disk is what they begin with when they are switched on again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from sandbox.people.content import Incoming
from sandbox.people.group import Group, Member
from sandbox.people.history import COUNT, Entry
from sandbox.people.letter import Letter
from sandbox.people.media import Media
from sandbox.people.memory import GroupKey, Memory, Sent
from sandbox.people.signal.errors import Duplicate
from sandbox.people.signal.sender_key import OwnSenderKey
from sandbox.people.signal.session import Sessions
from sandbox.people.store import Store

GROUP = "120363000000000001@g.us"


class Disk:
    """Where one store after another is opened; each is killed, none is tidied up."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._store = Store(path)

    def settle(self, memory: Memory) -> None:
        self._store.settle(memory)

    def memories(self) -> list[Memory]:
        self._store.close()
        self._store = Store(self._path)
        return self._store.load()

    def memory(self) -> Memory:
        (memory,) = self.memories()
        return memory

    def close(self) -> None:
        self._store.close()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    it = Disk(tmp_path / "people.db")
    yield it
    it.close()


@pytest.fixture
def ann() -> Memory:
    return Memory("15550001", "Ann")


@pytest.fixture
def bob() -> Memory:
    return Memory("15550002", "Bob")


def talk(writer: Memory, reader: Memory, text: bytes) -> bytes:
    """What the reader makes of it; a session begins if there is none."""
    to, by = f"{reader.number}:0", f"{writer.number}:0"
    if to not in writer.sessions:
        reader.sessions.prekeys.make(3)
        writer.sessions.start(to, reader.sessions.prekeys.bundle(2))
    return reader.sessions.decrypt(by, *writer.sessions.encrypt(to, text))


def entry(text: str, media: Media | None = None) -> Entry:
    return Entry("3EB0", "15550002", "15550001", "15550002", False, "text", text, media)


def test_a_phone_is_what_it_was(disk: Disk, ann: Memory) -> None:
    ann.about, ann.picture, ann.linked = "here ❤", b"\xff\xd8", 2
    ann.blocked.add("15550009")
    ann.book.numbers["900000000000002"] = "15550002"
    ann.book.names["15550002"] = "Bob"
    ann.groups[GROUP] = Group(GROUP, "Friends", members=[Member("15550002", admin=True)])
    ann.group_keys[GROUP] = GroupKey(given={"15550002:0"})
    ann.contacts["15550002"] = "Bob"
    ann.sent["M1"] = Sent("15550002", "900000000000002@lid", b"\0text")
    ann.seen["15550002:0 M2"] = 0
    disk.settle(ann)
    assert ann.app_state.key.data
    assert data(disk.memory()) == data(ann)


def data(memory: Memory) -> dict[str, object]:
    """All fields but those that are no plain data."""
    left_out = ("history", "sessions", "sender_keys")
    known = [it.name for it in fields(memory) if it.name not in left_out]
    return {name: getattr(memory, name) for name in known}


def test_phones_come_back_in_the_order_in_which_they_were_made(
    disk: Disk, ann: Memory, bob: Memory
) -> None:
    for memory in (bob, ann, bob):
        memory.about += "!"
        disk.settle(memory)
    assert [(it.number, it.about) for it in disk.memories()] == [
        (bob.number, "!!"),
        (ann.number, "!"),
    ]


def test_sessions_go_on_where_they_were(disk: Disk, ann: Memory, bob: Memory) -> None:
    assert talk(ann, bob, b"one") == b"one"
    disk.settle(ann)
    identity = ann.sessions.prekeys.identity
    ann = disk.memory()
    assert ann.sessions.prekeys.identity == identity
    assert talk(bob, ann, b"two") == b"two"
    disk.settle(ann)
    assert talk(ann, bob, b"three") == b"three"
    disk.settle(ann)
    ann = disk.memory()
    assert talk(ann, bob, b"four") == b"four", "no key is used twice"
    assert talk(bob, ann, b"five") == b"five"


def test_a_one_time_key_stays_used_up_and_new_ones_get_other_numbers(
    disk: Disk, ann: Memory, bob: Memory
) -> None:
    talk(bob, ann, b"one")
    assert sorted(ann.sessions.prekeys.one_time) == [1, 3]
    disk.settle(ann)
    ann = disk.memory()
    assert sorted(ann.sessions.prekeys.one_time) == [1, 3]
    assert sorted(ann.sessions.prekeys.make(2)) == [4, 5]


def test_messages_that_come_late_can_be_read_after_a_restart(
    disk: Disk, ann: Memory, bob: Memory
) -> None:
    talk(bob, ann, b"zero")
    talk(ann, bob, b"answer")
    to, by = f"{ann.number}:0", f"{bob.number}:0"
    late, early = bob.sessions.encrypt(to, b"late"), bob.sessions.encrypt(to, b"early")
    assert ann.sessions.decrypt(by, *early) == b"early"
    disk.settle(ann)
    ann = disk.memory()
    assert ann.sessions.decrypt(by, *late) == b"late"
    with pytest.raises(Duplicate):
        ann.sessions.decrypt(by, *early)


def test_sender_keys_go_on_where_they_were(disk: Disk, ann: Memory) -> None:
    theirs, by = OwnSenderKey(), "15550002:1"
    ann.sender_keys.learn(GROUP, by, theirs.distribution())
    first, second, third = (theirs.encrypt(text) for text in (b"one", b"two", b"three"))
    assert ann.sender_keys.decrypt(GROUP, by, first) == b"one"
    disk.settle(ann)
    ann = disk.memory()
    assert ann.sender_keys.decrypt(GROUP, by, third) == b"three"
    disk.settle(ann)
    ann = disk.memory()
    assert ann.sender_keys.decrypt(GROUP, by, second) == b"two"
    with pytest.raises(Duplicate):
        ann.sender_keys.decrypt(GROUP, by, third)


def test_nothing_of_a_former_identity_is_left(disk: Disk, ann: Memory, bob: Memory) -> None:
    talk(ann, bob, b"one")
    ann.sent["M1"] = Sent("15550002", "900000000000002@lid", b"text")
    disk.settle(ann)
    ann.forget_keys()
    disk.settle(ann)
    fresh = disk.memory()
    assert fresh.sessions.prekeys.identity == ann.sessions.prekeys.identity
    assert (list(fresh.sessions.states), list(fresh.sent)) == ([], [])


def test_a_session_that_was_forgotten_stays_forgotten(
    disk: Disk, ann: Memory, bob: Memory
) -> None:
    talk(ann, bob, b"one")
    disk.settle(ann)
    ann.forget_devices(bob.number)
    disk.settle(ann)
    assert f"{bob.number}:0" not in disk.memory().sessions


def test_the_history_comes_back_with_its_files_receipts_and_numbering(
    disk: Disk, ann: Memory
) -> None:
    file = Media("document", "text/plain", b"\0hello", "a.txt")
    ann.history.add(entry("one", file))
    disk.settle(ann)
    shown = ann.history.add(entry("two"))
    disk.settle(ann)
    shown.receipt("15550002", "read")
    ann.history.entries.touch(shown.id)
    disk.settle(ann)
    fresh = disk.memory()
    assert fresh.history.since(0) == ann.history.since(0)
    assert fresh.history.since(0)[0].media == file
    assert fresh.history.add(entry("three")).id == 3


def test_what_the_history_let_go_is_gone_on_disk_too(
    disk: Disk, ann: Memory, tmp_path: Path
) -> None:
    for number in range(COUNT):
        ann.history.add(entry(str(number), Media("image", "image/png", b"x")))
    disk.settle(ann)
    ann.history.add(entry("more"))
    disk.settle(ann)
    texts = [it.text for it in disk.memory().history.since(0)]
    assert (len(texts), texts[0], texts[-1]) == (COUNT, "1", "more")
    assert len(list((tmp_path / "people-media").iterdir())) == COUNT - 1


def test_a_letter_that_was_not_put_away_is_there_to_be_read(disk: Disk, ann: Memory) -> None:
    incoming = Incoming({1: [b"text", 5]}, b"raw", "15550002@s.whatsapp.net")
    letter = Letter("K", "M1", GROUP, "15550002", "900000000000002@lid", 3, incoming)
    ann.opened[letter.key] = letter
    disk.settle(ann)
    assert list(disk.memory().opened.values()) == [letter]


def test_other_phones_are_left_alone(disk: Disk, ann: Memory, bob: Memory) -> None:
    talk(ann, bob, b"one")
    for memory in (ann, bob):
        disk.settle(memory)
    ann.sessions = Sessions(ann.sessions.prekeys)
    disk.settle(ann)
    kept, other = disk.memories()
    assert (list(kept.sessions.states), list(other.sessions.states)) == ([], ["15550001:0"])
