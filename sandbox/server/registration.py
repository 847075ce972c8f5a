"""A client that is not linked yet: it shows refs, and waits for a phone to accept it."""

from __future__ import annotations

import asyncio
import logging
import time
from functools import partial

from sandbox.server import linkcode, notices
from sandbox.server.accounts import Account, Device
from sandbox.server.faults import linking
from sandbox.server.prekeys import PreKeys, signed_key
from sandbox.server.service import Service
from sandbox.server.session import Session
from sandbox.wire import proto, xeddsa
from sandbox.wire.errors import WireError
from sandbox.wire.jid import PN, Jid
from sandbox.wire.network import LinkError
from sandbox.wire.node import Node

log = logging.getLogger(__name__)

DEVICE_SIGNATURE = bytes([6, 1])  # prefix of what a companion signs
RESTART = Node("stream:error", {"code": "515"})


class Proposal:
    """What the phone said of the client, until the client has confirmed it."""

    def __init__(self, account: Account, identity: bytes) -> None:
        signed = proto.decode(proto.data_of(proto.decode(identity), 1))
        self.account = account
        self.details = proto.data_of(signed, 1)
        self.account_key = proto.data_of(signed, 2)
        if len(self.account_key) != 32:
            raise WireError("it names no key of the account")
        self.device = Device(account, account.take_number())
        self.device.key_index = proto.int_of(proto.decode(self.details), 3)
        self.outcome: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        # An outcome that nobody asks for is no error.
        self.outcome.add_done_callback(lambda future: future.exception())

    def fail(self, reason: str) -> None:
        if not self.outcome.done():
            self.outcome.set_exception(LinkError(reason))


class Registration:
    """The server's side of the conversation with one such client."""

    def __init__(
        self, service: Service, session: Session, noise: bytes, data: dict[int, list[int | bytes]]
    ) -> None:
        """`data` is the client's DevicePairingRegistrationData. Raises WireError."""
        parts = [proto.data_of(data, number) for number in range(1, 7)]
        registration, _, identity, *signed = parts
        if len(registration) != 4 or len(identity) != 32:
            raise WireError("the registration lacks an id or an identity key")
        self._keys = PreKeys(registration, identity, signed_key(*signed))
        self.noise = noise
        self.platform = proto.data_of(proto.decode(proto.data_of(data, 8)), 1).decode()
        self.service = service
        self._session = session
        self._proposal: Proposal | None = None
        self._hello: Node | None = None
        self._ref = ""  # behind the newest code
        self._number = ""  # of the phone that the code is meant for
        self._called = False  # whether that phone has been told
        self._expiry: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Gives the client its refs to show, each for its time; with the last one it is over."""
        loop, timing, now = asyncio.get_running_loop(), self.service.timing, time.monotonic()
        spans = [shown + timing.late for shown in timing.shown()]
        refs = [self.service.pairing.show(self, now + span) for span in spans]
        self._ask(
            "pd-", Node("pair-device", content=[Node("ref", {}, ref.encode()) for ref in refs])
        )
        self._expiry = loop.call_later(spans[-1], self._expire)

    def receive(self, node: Node) -> None:
        if node.tag != "iq":
            return
        if node.get("type") in ("result", "error"):
            if node.get("id").startswith("ps-"):
                self._conclude(node)
            return
        request = node.child("link_code_companion_reg")
        self._session.send(linkcode.answer(self, node, request))

    def lost(self) -> None:
        """The connection is over."""
        if self._expiry:
            self._expiry.cancel()
        self.service.pairing.hide(self)
        if self._proposal:
            self._proposal.fail("the client went away before it confirmed")

    def propose(self, account: Account, device_identity: bytes) -> asyncio.Future[int]:
        """Asks the client to become a device of `account`. Raises LinkError."""
        if self._proposal and not self._proposal.outcome.done():
            raise LinkError("a phone is linking this client at this moment")
        try:
            device_identity = linking.proven(self.service, self._session, account, device_identity)
            proposal = Proposal(account, device_identity)
        except WireError as error:
            raise LinkError(f"the phone's device identity cannot be read: {error}") from None
        self._proposal = proposal
        device = proposal.device
        success = Node(
            "pair-success",
            content=[
                Node("device-identity", content=device_identity),
                Node("device", {"jid": str(device.pn), "lid": str(device.lid)}),
                Node("platform", {"name": "android"}),
            ],
        )
        self._ask("ps-", success)
        loop = asyncio.get_running_loop()
        late = partial(proposal.fail, "the client did not answer")
        timer = loop.call_later(self.service.timing.answer, late)
        proposal.outcome.add_done_callback(lambda _: timer.cancel())
        return proposal.outcome

    def hello(self, number: str, request: Node, platform: str) -> str:
        """The client shows a code to the phone `number`; the ref behind it. It lives as long as
        the connection, unless the client asks for another one."""
        self.service.pairing.withdraw(self._ref)
        self._ref = ref = self.service.pairing.show(self)
        self.platform = platform
        self._hello = linkcode.passed_on(self.service, request, ref)
        self._called = False
        self._number = number
        phone = self.service.directory.device(Jid(number, PN))
        if phone:
            self.call(phone)
        return ref

    def invites(self, ref: str, account: Account) -> bool:
        """A QR is for anybody, a code for one number."""
        return ref != self._ref or account.number == self._number

    def call(self, phone: Device) -> None:
        """Tells the phone of the code, once, if it is the one that is meant."""
        if self._hello and not self._called and phone.account.number == self._number:
            self._called = True
            phone.push(self._hello)

    def notify(self, node: Node) -> None:
        """Tells the client something that the phone said."""
        self._session.send(node)

    def phone(self) -> Device | None:
        """The phone that a code was meant for."""
        return self.service.directory.device(Jid(self._number, PN)) if self._hello else None

    def _expire(self) -> None:
        """Unless a phone has scanned the last ref in time, and the client is still to confirm."""
        if self._proposal and not self._proposal.outcome.done():
            self._proposal.outcome.add_done_callback(lambda _: self._session.end())
        else:
            log.info("a client was not linked in time")
            self._session.end()

    def _ask(self, prefix: str, child: Node) -> None:
        attrs = {"type": "set", "xmlns": "md", "from": PN, "id": prefix + self.service.next_id()}
        self._session.send(Node("iq", attrs, [child]))

    def _conclude(self, node: Node) -> None:
        proposal = self._proposal
        if proposal is None or proposal.outcome.done():
            return
        error = node.child("error")
        if error:
            proposal.fail(f"the client refused: {error.get('text')}")
        elif not self._signed(proposal, node):
            proposal.fail("the client's signature is wrong")
            self._session.end(Node("failure", {"reason": "401"}))
        else:
            self._admit(proposal)

    def _signed(self, proposal: Proposal, node: Node) -> bool:
        sign = node.child("pair-device-sign")
        identity = sign.child("device-identity") if sign else None
        try:
            signature = proto.data_of(proto.decode(identity.data if identity else b""), 4)
        except WireError:
            return False
        own = self._keys.identity
        message = DEVICE_SIGNATURE + proposal.details + own + proposal.account_key
        return xeddsa.verify(own, message, signature)

    def _admit(self, proposal: Proposal) -> None:
        device = proposal.device
        device.noise, device.keys, device.platform = self.noise, self._keys, self.platform
        device.account.devices[device.number] = device
        self.service.changed(device)
        self.service.pairing.hide(self)
        log.info("linked %s", device.pn)
        self._session.end(RESTART)
        notices.devices_changed(self.service, device)
        proposal.outcome.set_result(device.number)
