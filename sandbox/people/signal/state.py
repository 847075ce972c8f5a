"""The double ratchet of one session."""

from __future__ import annotations

from dataclasses import dataclass, field

from sandbox.people.signal import message
from sandbox.people.signal.chain import ChainKey, MessageKeys, ratchet
from sandbox.people.signal.errors import BadMessage, Duplicate
from sandbox.people.signal.message import SignalMessage
from sandbox.people.signal.primitives import KeyPair, decrypt_cbc, encrypt_cbc

FUTURE = 2000  # messages that may be missing before one that arrives
SKIPPED = 2000  # message keys kept for those, for each chain
CHAINS = 5  # chains of the peer that are kept


@dataclass
class ReceiverChain:
    ratchet: bytes
    chain: ChainKey
    skipped: dict[int, MessageKeys] = field(default_factory=dict)

    def keys(self, counter: int) -> tuple[MessageKeys, ReceiverChain]:
        """The keys of message `counter` and this chain after it. Raises Duplicate, BadMessage."""
        skipped = self.skipped.copy()
        if counter < self.chain.index:
            if counter not in skipped:
                raise Duplicate(f"message {counter} of a chain was read before")
            return skipped.pop(counter), ReceiverChain(self.ratchet, self.chain, skipped)
        if counter - self.chain.index > FUTURE:
            raise BadMessage("too many messages are missing before this one")
        chain = self.chain
        while chain.index < counter:
            skipped[chain.index] = chain.message_keys()
            chain = chain.next()
        while len(skipped) > SKIPPED:
            del skipped[next(iter(skipped))]
        return chain.message_keys(), ReceiverChain(self.ratchet, chain.next(), skipped)


@dataclass(frozen=True)
class Pending:
    """What goes with each message until the peer has answered."""

    prekey_id: int | None
    signed_id: int
    base_key: bytes


@dataclass
class State:
    """Keys between two identities. Nothing changes when a message is refused."""

    local: bytes
    remote: bytes
    base_key: bytes  # of the one who opened the session: names it
    root: bytes
    sending_ratchet: KeyPair
    sending: ChainKey
    receiving: list[ReceiverChain] = field(default_factory=list)
    previous_counter: int = 0
    pending: Pending | None = None

    def encrypt(self, plaintext: bytes) -> bytes:
        keys = self.sending.message_keys()
        body = SignalMessage(
            self.sending_ratchet.public,
            self.sending.index,
            self.previous_counter,
            encrypt_cbc(keys.cipher, keys.iv, plaintext),
        )
        self.sending = self.sending.next()
        return body.serialize(keys.mac, self.local, self.remote)

    def decrypt(self, data: bytes) -> bytes:
        """Raises BadMessage, Duplicate."""
        parsed = message.parse(data)
        known = next((c for c in self.receiving if c.ratchet == parsed.ratchet), None)
        root, chain = self.root, known
        if chain is None:
            root, first = ratchet(self.root, self.sending_ratchet, parsed.ratchet)
            chain = ReceiverChain(parsed.ratchet, first)
        keys, advanced = chain.keys(parsed.counter)
        if not message.verify(data, keys.mac, self.remote, self.local):
            raise BadMessage("the message's authentication code is wrong")
        plaintext = decrypt_cbc(keys.cipher, keys.iv, parsed.ciphertext)
        self._advance(root, known, advanced)
        return plaintext

    def _advance(self, root: bytes, old: ReceiverChain | None, new: ReceiverChain) -> None:
        self.pending = None
        if old is not None:
            self.receiving[self.receiving.index(old)] = new
            return
        self.receiving = [*self.receiving, new][-CHAINS:]
        self.sending_ratchet = KeyPair.generate()
        self.previous_counter = max(self.sending.index - 1, 0)
        self.root, self.sending = ratchet(root, self.sending_ratchet, new.ratchet)
