"""X3DH: how two devices that never talked get a session (signal.org/docs/specifications/x3dh)."""

from __future__ import annotations

from sandbox.people.signal.chain import ChainKey, ratchet
from sandbox.people.signal.errors import BadMessage, NoSession
from sandbox.people.signal.message import PreKeyMessage
from sandbox.people.signal.prekeys import Bundle, PreKeys
from sandbox.people.signal.primitives import KeyPair, hkdf
from sandbox.people.signal.state import Pending, ReceiverChain, State

TEXT = b"WhisperText"
DISCONTINUITY = b"\xff" * 32


def initiate(ours: PreKeys, bundle: Bundle) -> State:
    """A session towards the device of `bundle`. Raises BadMessage where its signature is wrong."""
    if not bundle.genuine():
        raise BadMessage("the signed prekey of a bundle is not signed by its identity")
    base = KeyPair.generate()
    secrets = [
        ours.identity.agree(bundle.signed_key),
        base.agree(bundle.identity),
        base.agree(bundle.signed_key),
    ]
    if bundle.prekey is not None:
        secrets.append(base.agree(bundle.prekey))
    root, chain = _derive(secrets)
    sending_ratchet = KeyPair.generate()
    root, sending = ratchet(root, sending_ratchet, bundle.signed_key)
    return State(
        local=ours.identity.public,
        remote=bundle.identity,
        base_key=base.public,
        root=root,
        sending_ratchet=sending_ratchet,
        sending=sending,
        receiving=[ReceiverChain(bundle.signed_key, chain)],
        pending=Pending(bundle.prekey_id, bundle.signed_id, base.public),
    )


def respond(ours: PreKeys, opening: PreKeyMessage) -> State:
    """The session that `opening` starts. Raises NoSession where we lack a key it names."""
    if opening.signed_id != ours.signed_id:
        raise NoSession(f"there is no signed prekey {opening.signed_id}")
    secrets = [
        ours.signed.agree(opening.identity),
        ours.identity.agree(opening.base_key),
        ours.signed.agree(opening.base_key),
    ]
    if opening.prekey_id is not None:
        if opening.prekey_id not in ours.one_time:
            raise NoSession(f"the one-time prekey {opening.prekey_id} is used up")
        secrets.append(ours.one_time[opening.prekey_id].agree(opening.base_key))
    root, chain = _derive(secrets)
    return State(
        local=ours.identity.public,
        remote=opening.identity,
        base_key=opening.base_key,
        root=root,
        sending_ratchet=ours.signed,
        sending=chain,
    )


def _derive(secrets: list[bytes]) -> tuple[bytes, ChainKey]:
    derived = hkdf(DISCONTINUITY + b"".join(secrets), TEXT, 64)
    return derived[:32], ChainKey(derived[32:])
