"""What a server leaves on disk is what the next one on the same folder begins with."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from sandbox.server.accounts import REMEMBERED, Account, Device
from sandbox.server.groups import Group
from sandbox.server.media import Media
from sandbox.server.pairing import Pairing
from sandbox.server.prekeys import PreKeys, signed_key
from sandbox.server.service import Service, Timing
from sandbox.server.store import Store
from sandbox.storage import StateError
from sandbox.wire.node import Node
from tests.sandbox.server.recorder import Recorder

ALICE, BOB = "15550001", "15550002"

Life = Callable[[Service], object]


class Folder:
    """Where one server after another keeps its network; each is killed, none is closed."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def live(self, life: Life) -> None:
        """A server in which `life` happens, until the loop's next turn."""

        async def server() -> None:
            store = Store(self._path / "network.db")
            service = Service(Timing(), "lid", Media(self._path), Pairing(), store)
            store.serve(service)
            life(service)
            await asyncio.sleep(0)
            store.database.close()

        asyncio.run(server())


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def device(service: Service, number: int = 1) -> Device:
    account = service.directory.open(ALICE)
    if number not in account.devices:
        account.devices[number] = Device(account, number, noise=b"n" * 32, platform="Chrome")
        service.changed(account.devices[number])
    return account.devices[number]


def message(name: str) -> Node:
    content = [Node("enc", {"v": "2", "type": "msg"}, b"\0\xff")]
    return Node("message", {"id": name, "from": "900000000000002:1@lid"}, content)


def key(number: int) -> bytes:
    return number.to_bytes(32, "big")


def keys(*numbers: int) -> PreKeys:
    signed = signed_key(b"\0\0\1", bytes(32), bytes(64))
    return PreKeys(bytes(4), b"i" * 32, signed, {n.to_bytes(3, "big"): key(n) for n in numbers})


def test_an_account_is_what_it_was(folder: Folder) -> None:
    kept: dict[str, object] = {}

    def first(service: Service) -> None:
        account = service.directory.open(ALICE)
        account.name, account.about, account.last_seen = "Alice ❤", "here", 5.5
        account.privacy["last"] = "none"
        account.blocked[f"{BOB}@s.whatsapp.net"] = None
        account.watchers |= {BOB, ALICE}
        account.patches["critical_block"] = [b"one", b"\0two"]
        service.changed(account)
        kept.update(data(account))

    def second(service: Service) -> None:
        account = service.directory.by_number(ALICE)
        assert account
        assert data(account) == kept
        assert service.directory.account(account.lid) is account
        account.patches["critical_block"].append(b"three")
        service.changed(account)

    def third(service: Service) -> None:
        assert service.directory.open(ALICE).patches == {
            "critical_block": [b"one", b"\0two", b"three"]
        }

    for life in (first, second, third):
        folder.live(life)


def data(account: Account) -> dict[str, object]:
    left_out = ("devices", "subscribers", "changed")
    names = [it.name for it in fields(account) if it.name not in left_out]
    return {name: getattr(account, name) for name in names}


def test_a_device_keeps_its_key_and_what_it_uploaded(folder: Folder) -> None:
    def first(service: Service) -> None:
        it = device(service)
        it.key_index, it.since, it.keys = 7, 12.5, keys(*range(300, 0, -1))
        service.changed(it)

    def second(service: Service) -> None:
        it = device(service)
        assert (it.noise, it.platform, it.key_index, it.since) == (b"n" * 32, "Chrome", 7, 12.5)
        assert it.session is None
        assert it.keys
        expected = keys(*range(300, 0, -1))
        assert (it.keys, list(it.keys.once)) == (expected, list(expected.once))
        it.keys.take()
        it.keys.once[b"\1\1\1"] = key(65793)
        service.changed(it)

    def third(service: Service) -> None:
        it = device(service)
        assert it.keys
        assert [*it.keys.once] == [*keys(*range(299, 0, -1)).once, b"\1\1\1"]
        it.keys = None
        service.changed(it)

    for life in (first, second, third, lambda service: no_keys(device(service))):
        folder.live(life)


def no_keys(it: Device) -> None:
    assert it.keys is None


def test_what_waits_comes_in_order_and_what_has_come_waits_no_more(folder: Folder) -> None:
    def first(service: Service) -> None:
        for name in "ABC":
            device(service).push(message(name))

    def second(service: Service) -> None:
        device(service).push(message("D"))
        came = Node("receipt", {"id": "B", "to": "900000000000002:1@lid"})
        device(service).outbox.receipt(came)

    def third(service: Service) -> None:
        assert waiting(device(service)) == [message("A"), message("C"), message("D")]

    for life in (first, second, third):
        folder.live(life)


def waiting(it: Device) -> list[Node]:
    session = Recorder()
    it.connect(session)
    it.go_live()
    replayed = [node for node in session.sent if node.tag == "message"]
    for node in replayed:
        assert node.attrs.pop("offline") == "1"
    return replayed


def test_what_a_device_has_sent_is_known_again_but_not_for_ever(folder: Folder) -> None:
    def first(service: Service) -> None:
        for number in range(REMEMBERED + 1):
            device(service).is_repeat("M", str(number))

    def second(service: Service) -> None:
        assert device(service).is_repeat("M", "1")
        assert device(service).is_repeat("M", str(REMEMBERED))
        assert not device(service).is_repeat("M", "0")

    for life in (first, second):
        folder.live(life)


def test_nothing_of_an_unlinked_device_is_left_for_the_next_one(folder: Folder) -> None:
    def first(service: Service) -> None:
        it = device(service)
        it.keys = keys(1, 2)
        it.push(message("A"))
        it.is_repeat("M")

    def second(service: Service) -> None:
        it = device(service)
        del it.account.devices[it.number]
        service.changed(it)
        it.push(message("B"))

    def third(service: Service) -> None:
        assert service.directory.open(ALICE).devices == {}
        it = device(service)
        assert (it.noise, it.keys, waiting(it), it.is_repeat("M")) == (b"n" * 32, None, [], False)

    for life in (first, second, third):
        folder.live(life)


def test_a_group_is_what_it_was_until_it_is_gone(folder: Folder) -> None:
    kept: list[Group] = []

    def first(service: Service) -> None:
        group = Group("120363000000000001", "lid", ALICE, "Friends ❤", ALICE)
        group.members = {ALICE: "superadmin", BOB: ""}
        service.groups.put(group)
        group.invite(BOB, 60)
        service.changed(group)
        kept.append(group)

    def second(service: Service) -> None:
        (group,) = service.groups
        assert {it.name: getattr(group, it.name) for it in fields(group)} == {
            it.name: getattr(kept[0], it.name) for it in fields(group)
        }
        service.groups.drop(group)
        service.changed(group)

    def third(service: Service) -> None:
        assert list(service.groups) == []

    for life in (first, second, third):
        folder.live(life)


def test_ids_of_an_earlier_life_do_not_come_again(folder: Folder) -> None:
    said: list[str] = []
    for _ in range(2):
        folder.live(lambda service: said.append(service.next_id()))
    assert len(set(said)) == 2


def test_what_cannot_be_written_now_is_written_later(folder: Folder, tmp_path: Path) -> None:
    def full(service: Service) -> None:
        it = device(service)
        it.keys = keys(1)
        service.settle()
        store = service.ledger
        assert isinstance(store, Store)
        full = "CREATE TRIGGER full BEFORE INSERT ON waiting BEGIN SELECT RAISE(FAIL, 'full'); END"
        store.database.execute(full)
        it.keys.once[b"\0\0\2"] = key(2)
        service.changed(it)
        it.push(message("A"))
        for _ in range(2):  # nothing may leave as long as it is so
            with pytest.raises(sqlite3.Error, match="full"):
                service.settle()
        store.database.execute("DROP TRIGGER full")

    def after(service: Service) -> None:
        it = device(service)
        assert it.keys == keys(1, 2)
        assert waiting(it) == [message("A")]

    for life in (full, after):
        folder.live(life)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda path: set_version(path, 99), "another version.*delete"),
        (lambda path: path.write_bytes(b"no database" * 1000), "cannot be read.*delete"),
    ],
)
def test_a_file_that_is_of_no_use_is_refused(
    folder: Folder, tmp_path: Path, spoil: Callable[[Path], None], said: str
) -> None:
    folder.live(lambda service: device(service))
    path = tmp_path / "network.db"
    for extra in ("-wal", "-shm"):
        path.with_name(path.name + extra).unlink(missing_ok=True)
    spoil(path)
    before = path.read_bytes()
    with pytest.raises(StateError, match=said):
        folder.live(lambda service: None)
    assert path.read_bytes() == before


def set_version(path: Path, version: int) -> None:
    database = sqlite3.connect(path)
    database.execute(f"PRAGMA user_version = {version}")
    database.close()
