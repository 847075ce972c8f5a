"""Faults while a client is linked: what it is told, and what becomes of the account."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from sandbox.server.faults.fault import read
from sandbox.server.service import Timing
from sandbox.wire import proto
from sandbox.wire.network import LinkError
from sandbox.wire.node import Node
from tests.sandbox.server.test_registration import IDENTITY, Companion, hello

ALICE, BOB = "15550001", "15550002"

Link = Callable[..., tuple[Companion, str]]


@pytest.fixture
def scanned(tmp_path: Path) -> Link:
    """A client that Alice has scanned while this fault stood, and what her phone was told."""

    def scan(fault: str, **more: object) -> tuple[Companion, str]:
        async def scene() -> tuple[Companion, str]:
            made = Companion(tmp_path, Timing())
            made.service.faults.add(read({"fault": fault, **more}))
            try:
                made.service.pairing.link(made.refs[0], made.account, IDENTITY)
            except LinkError as error:
                return made, str(error)
            return made, ""

        return asyncio.run(scene())

    return scan


def last(companion: Companion) -> Node:
    return companion.session.sent[-1]


def test_a_passkey_is_asked_for(scanned: Link) -> None:
    made, told = scanned("no-link", device=ALICE)
    assert "passkey" in told
    assert last(made).get("type") == "passkey_prologue_request"
    options = last(made).child("passkey_request_options")
    assert options
    assert b"challenge" in options.data


def test_an_old_phone_is_told_of(scanned: Link) -> None:
    made, told = scanned("no-link", how="old-phone")
    assert "too old" in told
    assert [it.tag for it in last(made).children] == ["downgrade_webclient"]


def test_a_wrong_proof_reaches_the_client_who_alone_can_tell(scanned: Link) -> None:
    made, _ = scanned("no-link", how="proof")
    success = last(made).child("pair-success")
    assert success
    identity = success.child("device-identity")
    assert identity
    parts = proto.decode(identity.data)
    assert proto.data_of(parts, 1) == proto.data_of(proto.decode(IDENTITY), 1)
    assert proto.data_of(parts, 2) == bytes(32)


def test_another_account_is_linked(scanned: Link) -> None:
    made, told = scanned("no-link", device=BOB)
    assert not told
    assert last(made).child("pair-success")


def test_once_is_once(scanned: Link) -> None:
    made, told = scanned("no-link", count=1)
    assert told
    assert list(made.service.faults) == []


def test_a_code_is_refused_for_one_number_alone(tmp_path: Path) -> None:
    async def scene() -> list[Node]:
        made = Companion(tmp_path, Timing())
        made.service.faults.add(read({"fault": "no-code", "device": ALICE, "status": 430}))
        for number in (ALICE, BOB):
            made.registration.receive(hello(number))
        return made.session.sent[-2:]

    refused, given = asyncio.run(scene())
    error = refused.child("error")
    assert error
    assert error.get("code") == "430"
    assert given.child("link_code_companion_reg")
