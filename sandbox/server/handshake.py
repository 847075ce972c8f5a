"""The first three frames of a connection: who the client is, and the keys of what follows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from sandbox.server.frames import HEADER
from sandbox.server.noise import Cipher, Handshake
from sandbox.server.trust import Trust
from sandbox.wire import proto
from sandbox.wire.errors import WireError

CLIENT_HELLO, SERVER_HELLO, CLIENT_FINISH = 2, 3, 4  # fields of HandshakeMessage


@dataclass(frozen=True)
class Hello:
    """What a client says of itself, proven by the handshake."""

    noise: bytes  # its static public key, 32 bytes
    payload: dict[int, list[int | bytes]]  # ClientPayload


async def respond(
    trust: Trust,
    receive: Callable[[], Awaitable[bytes]],
    send: Callable[[bytes], Awaitable[None]],
) -> tuple[Hello, Cipher, Cipher]:
    """The client's hello, the key of what it sends, the key of what it gets. Raises WireError."""
    noise = Handshake(HEADER)
    ephemeral = X25519PrivateKey.generate()
    theirs = proto.data_of(_part(await receive(), CLIENT_HELLO), 1)
    noise.mix_hash(theirs)
    await send(_server_hello(noise, ephemeral, theirs, trust))
    finish = _part(await receive(), CLIENT_FINISH)
    static = noise.decrypt(proto.data_of(finish, 1))
    noise.mix_secret(ephemeral, static)
    payload = proto.decode(noise.decrypt(proto.data_of(finish, 2)))
    return Hello(static, payload), *noise.split()


def _part(message: bytes, number: int) -> dict[int, list[int | bytes]]:
    part = proto.data_of(proto.decode(message), number)
    if not part:
        raise WireError(f"the handshake lacks its part {number}")
    return proto.decode(part)


def _server_hello(
    noise: Handshake, ephemeral: X25519PrivateKey, theirs: bytes, trust: Trust
) -> bytes:
    public = ephemeral.public_key().public_bytes_raw()
    noise.mix_hash(public)
    noise.mix_secret(ephemeral, theirs)
    static = noise.encrypt(trust.static.public_key().public_bytes_raw())
    noise.mix_secret(trust.static, theirs)
    chain = noise.encrypt(trust.chain)
    return proto.encode((SERVER_HELLO, proto.encode((1, public), (2, static), (3, chain))))
