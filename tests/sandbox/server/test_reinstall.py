"""A phone comes back with another identity."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sandbox.server.accounts import Device
from sandbox.server.media import Media
from sandbox.server.pairing import Pairing
from sandbox.server.phones import Phones
from sandbox.server.prekeys import PreKeys, signed_key
from sandbox.server.service import Service, Timing
from sandbox.wire.node import Node
from tests.sandbox.server.recorder import Recorder

FIRST, SECOND = bytes(32), bytes(31) + b"\1"
OWNER, FRIEND, STRANGER = "15550001", "15550002", "15550003"


class Scene:
    """An owner with a companion, and two others with one each; the first knows the owner."""

    def __init__(self, folder: Path) -> None:
        self.service = Service(Timing(), "lid", Media(folder), Pairing())
        self.phones = Phones(self.service)
        self.phones.dial(OWNER, FIRST, "Olivia", lambda _: None)
        account = self.service.directory.open(OWNER)
        account.watchers |= {OWNER, FRIEND}
        signed = signed_key(bytes(3), bytes(32), bytes(64))
        account.devices[0].keys = PreKeys(bytes(4), FIRST, signed)
        self.companions = {number: self._companion(number) for number in (OWNER, FRIEND, STRANGER)}

    def _companion(self, number: str) -> Recorder:
        account, session = self.service.directory.open(number), Recorder()
        device = account.devices[1] = Device(account, 1)
        device.connect(session)
        device.go_live()
        session.sent.clear()
        return session

    def told(self, number: str) -> list[Node]:
        """Of an identity that is another one now."""
        return [node for node in self.companions[number].sent if node.child("identity")]


def come_back(folder: Path, identity: bytes) -> Scene:
    async def story() -> Scene:
        scene = Scene(folder)
        scene.phones.dial(OWNER, identity, "", lambda _: None)
        return scene

    return asyncio.run(story())


def test_whoever_knows_the_account_is_told(tmp_path: Path) -> None:
    scene = come_back(tmp_path, SECOND)
    (notice,) = scene.told(FRIEND)
    assert notice.tag == "notification"
    assert (notice.get("type"), notice.get("from")) == ("encrypt", f"{OWNER}@s.whatsapp.net")
    assert scene.told(STRANGER) == []


def test_its_companions_are_logged_out_and_its_keys_forgotten(tmp_path: Path) -> None:
    scene = come_back(tmp_path, SECOND)
    account = scene.service.directory.open(OWNER)
    assert list(account.devices) == [0]
    assert account.devices[0].keys is None
    final = scene.companions[OWNER].sent[-1]
    conflict = final.child("conflict")
    assert conflict
    assert (final.get("code"), conflict.get("type")) == ("401", "device_removed")
    assert scene.companions[OWNER].ended


def test_nothing_happens_to_a_phone_that_was_only_off(tmp_path: Path) -> None:
    scene = come_back(tmp_path, FIRST)
    assert list(scene.service.directory.open(OWNER).devices) == [0, 1]
    assert scene.told(FRIEND) == []
    assert scene.companions[OWNER].sent == []
