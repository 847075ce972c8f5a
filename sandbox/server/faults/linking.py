"""How WhatsApp answers a phone that it does not let link a device."""

from __future__ import annotations

import json

from sandbox.server import notices
from sandbox.server.accounts import Account
from sandbox.server.answer import IqError
from sandbox.server.service import Service
from sandbox.server.session import Session
from sandbox.wire import proto
from sandbox.wire.jid import PN, Jid
from sandbox.wire.network import LinkError
from sandbox.wire.node import Node

PASSKEY = json.dumps(  # what a browser is to ask its authenticator for
    {"challenge": "AAAA", "rpId": "whatsapp.com", "timeout": 60000, "userVerification": "required"}
).encode()


def proven(service: Service, session: Session, account: Account, identity: bytes) -> bytes:
    """The identity that the client on `session` is to be given in the place of `identity`.

    Raises LinkError, when the client has been told otherwise; WireError."""
    fault = service.faults.strike("no-link", account.pn)
    if fault is None:
        return identity
    if fault["how"] == "proof":
        return proto.encode((1, proto.data_of(proto.decode(identity), 1)), (2, bytes(32)))
    if fault["how"] == "passkey":
        options = Node("passkey_request_options", content=PASSKEY)
        kind = "passkey_prologue_request"
        session.send(notices.notification(service, kind, notices.SERVER, options))
        raise LinkError("the account has a passkey, and the device must show that it has it too")
    session.send(Node("ib", {"from": notices.SERVER}, [Node("downgrade_webclient")]))
    raise LinkError("this WhatsApp is too old to link devices")


def check_code(service: Service, number: str) -> None:
    """Whether a client gets a code for the phone with this number. Raises IqError."""
    fault = service.faults.strike("no-code", Jid(number, PN))
    if fault:
        raise IqError(int(fault["status"]), "rate-overlimit")
