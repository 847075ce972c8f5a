"""Linking by code: the server only carries what phone and client say to each other.

The stanzas are described in `sandbox/wire/README.md`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sandbox.server import notices
from sandbox.server.answer import IqError, failed, result
from sandbox.server.faults import linking
from sandbox.wire.errors import WireError
from sandbox.wire.jid import NUMBER, Jid
from sandbox.wire.node import Node

if TYPE_CHECKING:
    from sandbox.server.accounts import Device
    from sandbox.server.registration import Registration
    from sandbox.server.service import Service

TAG = "link_code_companion_reg"
REF = "link_code_pairing_ref"
DISPLAY = re.compile(r".+ \(.+\)")  # Browser (System)


def answer(registration: Registration, iq: Node, request: Node | None) -> Node:
    """To an iq of a client that is not linked yet."""
    try:
        stage = request.get("stage") if request else ""
        if request and stage == "companion_hello":
            return result(iq, [_hello(registration, request)])
        if request and stage == "companion_finish":
            _finish(registration, request)
        elif iq.get("xmlns") != "w:p":
            raise IqError(403, "forbidden")
        return result(iq, [])
    except IqError as error:
        return failed(iq, error)
    except WireError:
        return failed(iq, IqError(400, "bad-request"))


def primary_hello(service: Service, phone: Device, request: Node) -> None:
    """The phone's answer to a code, for the client. Raises IqError."""
    ref = request.child(REF)
    name = ref.data.decode("ascii", "replace") if ref else ""
    registration = service.pairing.find(name)
    if registration is None or not registration.invites(name, phone.account):
        raise IqError(404, "item-not-found")
    registration.notify(_notification(service, request))


def passed_on(service: Service, request: Node, ref: str) -> Node:
    """The client's hello, for the phone."""
    children = [Node(REF, content=ref.encode()), *request.children]
    return _notification(service, Node(TAG, request.attrs, children))


def _hello(registration: Registration, request: Node) -> Node:
    display = request.child("companion_platform_display")
    name = display.data.decode("utf-8", "replace") if display else ""
    if not DISPLAY.fullmatch(name):
        raise IqError(400, "bad-request")
    number = Jid.parse(request.get("jid")).user
    if not NUMBER.fullmatch(number):
        raise IqError(400, "bad-request")
    linking.check_code(registration.service, number)
    ref = registration.hello(number, request, name)
    return Node(TAG, {"stage": "companion_hello"}, [Node(REF, content=ref.encode())])


def _finish(registration: Registration, request: Node) -> None:
    phone = registration.phone()
    if phone is None:
        raise IqError(404, "item-not-found")
    phone.push(_notification(registration.service, request))


def _notification(service: Service, request: Node) -> Node:
    return notices.notification(service, TAG, notices.SERVER, request)
