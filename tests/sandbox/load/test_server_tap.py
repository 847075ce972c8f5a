"""The server's tap: who sent which ciphertext to whom, and nothing of it is changed."""

from __future__ import annotations

from pathlib import Path

from sandbox.people.people import People
from sandbox.server.tap import tap
from tests.sandbox.bench.tap import read
from tests.sandbox.loopback import Loopback

ANN, BEN = "15550001", "15550002"


def test_it_names_each_ciphertext_and_its_key(tmp_path: Path) -> None:
    with tap(tmp_path / "tap"), Loopback(tmp_path / "network") as loopback:
        names = loopback.wait(exchange(loopback))
        lines = (tmp_path / "tap").read_text().splitlines()
    sealed = list(read(lines))
    ann, ben = f"{ANN}@s.whatsapp.net", f"{BEN}@s.whatsapp.net"
    assert [(one.sender, one.to, one.id) for one in sealed] == [
        (ann, ben, names[0]),
        (ann, ben, names[1]),
        (ben, ann, names[2]),
    ]
    assert sealed[0].ratchet == sealed[1].ratchet != sealed[2].ratchet
    assert [one.counter for one in sealed] == [0, 1, 0]


def test_without_it_nothing_is_written(tmp_path: Path) -> None:
    with tap(tmp_path / "tap"):
        pass
    with Loopback(tmp_path / "network") as loopback:
        loopback.wait(exchange(loopback))
    assert (tmp_path / "tap").read_text() == ""


async def exchange(loopback: Loopback) -> list[str]:
    """Ann writes twice, Ben once; the messages' ids."""
    proxy = f"http://127.0.0.1:{loopback.port}"
    people = People(loopback.server.network, proxy, loopback.public / "ca.pem")
    ann, ben = await people.phone(ANN), await people.phone(BEN)
    sent = [await ann.send(BEN, "one"), await ann.send(BEN, "two")]
    while len(ben.history.since(0)) < 2:
        assert await ben.history.wait(len(ben.history.since(0)), 20)
    sent.append(await ben.send(ANN, "three"))
    assert await ann.history.wait(sent[1].id, 20)
    await people.close()
    return [entry.message_id for entry in sent]
