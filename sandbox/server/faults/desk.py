"""Where faults are asked for, listed and cleared."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from sandbox.server import notices
from sandbox.server.faults.catalogue import KINDS
from sandbox.server.faults.fault import Fault, FaultError, NothingThere
from sandbox.server.faults.line import Line
from sandbox.server.login import REPLACED
from sandbox.server.service import Service
from sandbox.server.unlinking import REMOVED
from sandbox.wire.jid import PN, Jid
from sandbox.wire.node import Node

log = logging.getLogger(__name__)

LOGGED_OUT = 401


class Faults:
    """Of one server. All methods: on its event loop only."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def start(self, fault: Fault) -> int | None:
        """The id of a fault that stands from now on; None for one that is over already.

        A `new-identity` only checks that there is such a phone: it is the phone that does it.
        Raises FaultError, NothingThere.
        """
        log.info("fault %s for %s", fault.kind.name, fault.target or "everyone")
        if fault.kind.standing:
            return self._service.faults.add(fault)
        AT_ONCE[fault.kind.name](self._service, fault)
        return None

    def clear(self, number: int) -> None:
        """Raises NothingThere."""
        if not self._service.faults.remove(number):
            raise NothingThere(f"There is no fault {number}: it is over, or never was.")

    def clear_all(self) -> None:
        for row in self._service.faults:
            self._service.faults.remove(row.id)

    def standing(self) -> list[dict[str, Any]]:
        """`id`, `fault`, `device` (None: everyone), `left` strikes, `until` in unix seconds (both
        None: no limit), and the parameters."""
        return [
            {
                "id": row.id,
                "fault": row.fault.kind.name,
                "device": str(row.fault.target) if row.fault.target else None,
                "left": row.left,
                "until": row.until,
            }
            | row.fault.values
            for row in self._service.faults
        ]

    @staticmethod
    def catalogue() -> list[dict[str, Any]]:
        """Every kind with its parameters, as the table in `catalogue.py` has them."""
        return [
            {
                "fault": kind.name,
                "title": kind.title,
                "what": kind.what,
                "standing": kind.standing,
                "scope": kind.scope,
                "strikes": kind.strikes,
                "parameters": [
                    {"name": it.name, "type": it.type, "default": it.default, "help": it.help}
                    | ({"choices": list(it.choices)} if it.choices else {})
                    for it in kind.parameters
                ],
            }
            for kind in KINDS
        ]


def _drop(service: Service, fault: Fault) -> None:
    for line in _clients(service, fault):
        line.hang_up()


def _stream_error(service: Service, fault: Fault) -> None:
    code, conflict = fault.values["code"], fault.values["conflict"]
    final = Node("stream:error", {"code": str(code)})
    if conflict == "replaced":
        final = REPLACED
    elif conflict or code == LOGGED_OUT:
        final = REMOVED
    for line in _clients(service, fault):
        line.end(final)


def _no_prekeys(service: Service, fault: Fault) -> None:
    assert fault.target
    account = service.directory.by_number(fault.target.number)
    devices = account.devices.values() if account else ()
    found = [it for it in devices if it.keys and fault.fits(it.pn)]
    if not found:
        raise NothingThere(f"There is no device {fault.target} that has uploaded prekeys.")
    for device in found:
        assert device.keys
        device.keys.once.clear()
        service.changed(device)
        if fault.values["notify"]:
            notices.prekeys_low(service, device, 0)


def _new_identity(service: Service, fault: Fault) -> None:
    assert fault.target
    if fault.target.device:
        raise FaultError("'device' must be the number of a phone: only a phone has an identity.")
    if not service.directory.device(Jid(fault.target.number, PN)):
        raise NothingThere(f"There is no phone with the number {fault.target.number}.")


def _clients(service: Service, fault: Fault) -> list[Line]:
    """The connections that it is for; a phone's line is a function call and cannot fail."""
    lines = service.faults.lines(fault)
    found = [line for line in lines if line.who is None or line.who.device]
    if not found:
        raise NothingThere(f"{fault.target or 'Nobody'} is not connected: nothing can end.")
    return found


AT_ONCE: dict[str, Callable[[Service, Fault], None]] = {
    "drop": _drop,
    "stream-error": _stream_error,
    "no-prekeys": _no_prekeys,
    "new-identity": _new_identity,
}
