"""Linking companions: by their QR code, or by a code that they show and a person types."""

from __future__ import annotations

import asyncio
from typing import NamedTuple

from sandbox.people import adv, pairing_code
from sandbox.people.connection import DEADLINE, Connection
from sandbox.people.errors import (
    PhoneError,
    expired_qr,
    no_code_wanted,
    refused,
    timed_out,
    unknown_qr,
)
from sandbox.people.memory import Memory
from sandbox.people.signal.primitives import KeyPair
from sandbox.wire.jid import PN, Jid
from sandbox.wire.network import LinkError, Network
from sandbox.wire.node import Node

ASKED = 16  # devices that may ask for a code at a time
REG = "link_code_companion_reg"
REF = "link_code_pairing_ref"
PRIMARY_KEY = "link_code_pairing_wrapped_primary_ephemeral_pub"
COMPANION_KEY = "link_code_pairing_wrapped_companion_ephemeral_pub"
NOISE_KEY = "companion_server_auth_key_pub"
BUNDLE = "link_code_pairing_wrapped_key_bundle"


class _Asked(NamedTuple):
    wrapped: bytes  # the companion's ephemeral key, encrypted under the code
    noise: bytes  # names the companion


class Pairing:
    def __init__(self, network: Network, memory: Memory, connection: Connection) -> None:
        self._network = network
        self._memory = memory
        self._number = memory.number
        self._connection = connection
        self._asked: dict[str, _Asked] = {}  # by ref, the newest last
        self._bundles: dict[str, asyncio.Future[bytes]] = {}  # by ref

    @property
    def _identity(self) -> KeyPair:
        """With which the account signs its devices."""
        return self._memory.sessions.prekeys.identity

    async def scan(self, text: str) -> int:
        """Links the device that shows this QR text; its number. Raises PhoneError."""
        code = adv.parse_qr(text)
        if self._network.offer(code.ref) is None:
            raise expired_qr() if self._network.expired(code.ref) else unknown_qr()
        return await self._link(code.ref, code.identity, code.secret)

    async def enter_code(self, text: str) -> int:
        """Links the device that shows this code; its number. Raises PhoneError."""
        code = pairing_code.parse(text)
        error = no_code_wanted(self._number)
        for ref, asked in reversed(list(self._asked.items())):
            try:
                companion = await self._try(ref, asked.wrapped, code)
            except PhoneError as reason:
                error = reason
            else:
                return await self._link(ref, companion.identity, companion.secret)
        raise error

    def notified(self, node: Node) -> None:
        """Takes what a companion says on the way: that it asks for a code, and its bundle."""
        reg = node.child(REG)
        if reg is None:
            return
        ref = _data(reg, REF).decode(errors="replace")
        if reg.get("stage") == "companion_hello":
            self._ask(ref, _Asked(_data(reg, COMPANION_KEY), _data(reg, NOISE_KEY)))
        elif (waiting := self._bundles.get(ref)) and not waiting.done():
            waiting.set_result(_data(reg, BUNDLE))

    def _ask(self, ref: str, new: _Asked) -> None:
        """A device that asks again has forgotten the code that it showed before."""
        others = [(r, asked) for r, asked in self._asked.items() if asked.noise != new.noise]
        self._asked = dict([*others, (ref, new)][-ASKED:])

    async def _try(self, ref: str, asked: bytes, code: str) -> pairing_code.Companion:
        theirs = await asyncio.to_thread(pairing_code.unwrap, code, asked)
        ours = KeyPair.generate()
        wrapped = await asyncio.to_thread(pairing_code.wrap, code, ours.public)
        bundle = await self._bundle(ref, wrapped)
        return pairing_code.open_bundle(bundle, ours, theirs, self._identity)

    async def _bundle(self, ref: str, wrapped: bytes) -> bytes:
        """What the companion answers to our wrapped key."""
        answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._bundles[ref] = answer
        hello = Node(
            REG,
            {"jid": str(Jid(self._number, PN)), "stage": "primary_hello"},
            [
                Node(REF, {}, ref.encode()),
                Node(PRIMARY_KEY, {}, wrapped),
                Node("primary_identity_pub", {}, self._identity.public),
            ],
        )
        try:
            await self._hello(ref, hello)
            async with asyncio.timeout(DEADLINE):
                return await answer
        except TimeoutError:
            raise timed_out("the code") from None
        finally:
            del self._bundles[ref]

    async def _hello(self, ref: str, hello: Node) -> None:
        try:
            await self._connection.query("set", "md", hello)
        except PhoneError:
            self._asked.pop(ref, None)
            raise no_code_wanted(self._number) from None

    async def _link(self, ref: str, companion: bytes, secret: bytes) -> int:
        self._memory.linked += 1
        signed = adv.sign(self._identity, companion, self._memory.linked, secret)
        try:
            self._network.link(ref, self._number, signed)
            device = await self._network.linked(ref)
        except LinkError as error:
            raise refused("the device", str(error)) from None
        self._asked.pop(ref, None)
        return device


def _data(reg: Node, tag: str) -> bytes:
    child = reg.child(tag)
    return child.data if child else b""
