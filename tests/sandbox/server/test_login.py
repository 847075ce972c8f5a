"""Who may come in: only a device of ours, with the key that it registered with."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from sandbox.server.accounts import Device
from sandbox.server.handshake import Hello
from sandbox.server.login import admit
from sandbox.server.media import Media
from sandbox.server.pairing import Pairing
from sandbox.server.service import Service, Timing
from sandbox.wire.node import Node
from tests.sandbox.server.recorder import Recorder

NOISE = bytes(32)


@pytest.fixture
def service(tmp_path: Path) -> Service:
    service = Service(Timing(), "lid", Media(tmp_path), Pairing())
    account = service.directory.open("15550001")
    account.devices[1] = Device(account, 1, noise=NOISE)
    return service


def hello(*, noise: bytes = NOISE, number: int = 15550001, device: int = 1) -> Hello:
    return Hello(noise, {1: [number], 18: [device]})


def test_a_device_is_welcomed_with_its_lid(service: Service) -> None:
    session = Recorder()
    assert admit(service, hello(), session)
    (success,) = session.sent
    assert success.tag == "success"
    assert success.get("lid").endswith(":1@lid")


@pytest.mark.parametrize(
    "stranger",
    [hello(noise=bytes(31) + b"\1"), hello(number=15550002), hello(device=2), hello(device=0)],
)
def test_anyone_else_is_logged_out(service: Service, stranger: Hello) -> None:
    session = Recorder()
    assert admit(service, stranger, session) is None
    assert [(node.tag, node.get("reason")) for node in session.sent] == [("failure", "401")]
    assert session.ended


def test_a_second_login_takes_the_place_of_the_first(service: Service) -> None:
    first, second = Recorder(), Recorder()
    earlier = admit(service, hello(), first)
    admit(service, hello(), second)
    assert first.ended
    assert not second.ended
    conflict = first.sent[-1].child("conflict")
    assert conflict
    assert conflict.get("type") == "replaced"
    assert earlier
    earlier.lost()  # comes late, and must not take the second one down
    device = service.directory.open("15550001").devices[1]
    assert device.session is second


@pytest.mark.parametrize("payload", [{}, {19: [b"\x0a\x01\x00"]}])
def test_a_registration_without_keys_is_refused(
    service: Service, payload: dict[int, list[int | bytes]]
) -> None:
    session = Recorder()
    assert admit(service, Hello(NOISE, payload), session) is None
    assert session.sent[-1].get("reason") == "400"


def test_what_is_sent_before_a_client_is_ready_waits_for_it(service: Service) -> None:
    async def run() -> list[str]:
        session = Recorder()
        member = admit(service, hello(), session)
        device = service.directory.open("15550001").devices[1]
        device.push(Node("message", {"id": "1", "from": "15550002@s.whatsapp.net"}))
        assert member
        attrs = {"type": "set", "xmlns": "passive", "id": "9"}
        member.receive(Node("iq", attrs, [Node("active")]))
        await asyncio.sleep(0)
        return [node.tag for node in session.sent]

    assert asyncio.run(run()) == ["success", "iq", "ib", "message", "ib"]
