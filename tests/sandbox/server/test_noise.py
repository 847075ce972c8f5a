"""The handshake leads both sides to the same keys, and clients to trust the server."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from sandbox.server.frames import HEADER
from sandbox.server.handshake import Hello, respond
from sandbox.server.noise import Cipher, Handshake
from sandbox.server.trust import Trust
from sandbox.wire import proto, xeddsa
from sandbox.wire.errors import WireError

Pipe = asyncio.Queue[bytes]


class Initiator:
    """A client's side of the handshake."""

    def __init__(self) -> None:
        self.static = X25519PrivateKey.generate()
        self.ephemeral = X25519PrivateKey.generate()
        self.noise = Handshake(HEADER)

    def hello(self) -> bytes:
        public = self.ephemeral.public_key().public_bytes_raw()
        self.noise.mix_hash(public)
        return proto.encode((2, proto.encode((1, public))))

    def finish(self, answer: bytes, payload: bytes) -> tuple[bytes, bytes, bytes]:
        """The last message, the server's static key, its certificate chain."""
        parts = proto.decode(proto.data_of(proto.decode(answer), 3))
        theirs = proto.data_of(parts, 1)
        self.noise.mix_hash(theirs)
        self.noise.mix_secret(self.ephemeral, theirs)
        static = self.noise.decrypt(proto.data_of(parts, 2))
        self.noise.mix_secret(self.ephemeral, static)
        chain = self.noise.decrypt(proto.data_of(parts, 3))
        own = self.noise.encrypt(self.static.public_key().public_bytes_raw())
        self.noise.mix_secret(self.static, theirs)
        sealed = self.noise.encrypt(payload)
        return proto.encode((4, proto.encode((1, own), (2, sealed)))), static, chain


async def meet(
    trust: Trust, client: Initiator, payload: bytes
) -> tuple[tuple[Hello, Cipher, Cipher], bytes, bytes]:
    to_server, to_client = Pipe(), Pipe()
    server = asyncio.create_task(respond(trust, to_server.get, to_client.put))
    await to_server.put(client.hello())
    finish, static, chain = client.finish(await to_client.get(), payload)
    await to_server.put(finish)
    return await server, static, chain


@pytest.fixture
def trust(tmp_path: Path) -> Trust:
    return Trust(tmp_path, tmp_path)


def test_both_sides_have_the_same_keys_and_the_server_knows_who_it_is(trust: Trust) -> None:
    client = Initiator()
    payload = proto.encode((1, 15550001))
    (hello, incoming, outgoing), _, _ = asyncio.run(meet(trust, client, payload))
    assert hello == Hello(client.static.public_key().public_bytes_raw(), {1: [15550001]})
    mine, theirs = client.noise.split()
    for text in (b"one", b"two"):
        assert incoming.decrypt(mine.encrypt(text)) == text
        assert theirs.decrypt(outgoing.encrypt(text)) == text


def test_the_chain_leads_from_the_root_to_the_servers_key(trust: Trust, tmp_path: Path) -> None:
    _, static, chain = asyncio.run(meet(trust, Initiator(), b""))
    root = (tmp_path / "root.pub").read_bytes()
    certificates = proto.decode(chain)
    middle = verified(root, proto.data_of(certificates, 2))
    assert proto.int_of(middle, 2) == 0
    leaf = verified(proto.data_of(middle, 3), proto.data_of(certificates, 1))
    assert proto.int_of(leaf, 2) == proto.int_of(middle, 1)
    assert proto.data_of(leaf, 3) == static


def verified(issuer: bytes, certificate: bytes) -> dict[int, list[int | bytes]]:
    parts = proto.decode(certificate)
    details = proto.data_of(parts, 1)
    assert xeddsa.verify(issuer, details, proto.data_of(parts, 2))
    return proto.decode(details)


def test_a_damaged_last_message_is_refused(trust: Trust) -> None:
    class Liar(Initiator):
        def finish(self, answer: bytes, payload: bytes) -> tuple[bytes, bytes, bytes]:
            finish, static, chain = super().finish(answer, payload)
            return finish[:-1] + bytes([finish[-1] ^ 1]), static, chain

    with pytest.raises(WireError, match="does not decrypt"):
        asyncio.run(meet(trust, Liar(), b"payload"))


@pytest.mark.parametrize("hello", [b"", b"\x12\x00", proto.encode((2, proto.encode((1, b"x"))))])
def test_a_hello_without_a_key_is_refused(trust: Trust, hello: bytes) -> None:
    async def greet() -> None:
        incoming, outgoing = Pipe(), Pipe()
        await incoming.put(hello)
        await respond(trust, incoming.get, outgoing.put)

    with pytest.raises(WireError):
        asyncio.run(greet())


def test_the_root_stays_the_same_over_restarts_and_its_key_is_its_owners(tmp_path: Path) -> None:
    Trust(tmp_path, tmp_path)
    first = (tmp_path / "root.pub").read_bytes()
    Trust(tmp_path, tmp_path)
    assert (tmp_path / "root.pub").read_bytes() == first
    assert (tmp_path / "root.key").stat().st_mode & 0o777 == 0o600
