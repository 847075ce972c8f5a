"""Queries: one file for each namespace, one row for each question."""

from __future__ import annotations

import logging
from collections.abc import Callable

from sandbox.server.accounts import Device
from sandbox.server.answer import IqError, failed, result
from sandbox.server.iq import (
    appstate,
    blocklist,
    companions,
    encrypt,
    groups,
    misc,
    people,
    pictures,
    privacy,
    usync,
)
from sandbox.server.service import Service
from sandbox.wire.errors import WireError
from sandbox.wire.node import Node

log = logging.getLogger(__name__)

Handler = Callable[[Service, Device, Node], list[Node]]  # the children of the result

HANDLERS: dict[tuple[str, str], Handler] = {
    ("abt", "get"): misc.properties,
    ("blocklist", "get"): blocklist.get,
    ("blocklist", "set"): blocklist.change,
    ("bot", "get"): misc.bots,
    ("disappearing_mode", "set"): people.set_disappearing,
    ("encrypt", "get"): encrypt.query,
    ("encrypt", "set"): encrypt.upload,
    ("md", "set"): companions.change,
    ("passive", "set"): misc.passive,
    ("privacy", "get"): privacy.settings,
    ("privacy", "set"): privacy.change,
    ("status", "get"): people.status_privacy,
    ("status", "set"): people.set_about,
    ("urn:xmpp:ping", "get"): misc.accepted,
    ("urn:xmpp:whatsapp:dirty", "set"): misc.accepted,
    ("urn:xmpp:whatsapp:push", "set"): misc.accepted,
    ("usync", "get"): usync.query,
    ("w", "get"): misc.properties,
    ("w:biz", "get"): misc.business,
    ("w:g2", "get"): groups.handle,
    ("w:g2", "set"): groups.handle,
    ("w:m", "set"): misc.media_connection,
    ("w:mex", "get"): people.mex,
    ("w:p", "get"): misc.accepted,
    ("w:profile:picture", "get"): pictures.get,
    ("w:profile:picture", "set"): pictures.change,
    ("w:qr", "get"): people.resolve_code,
    ("w:qr", "set"): people.contact_code,
    ("w:stats", "set"): misc.accepted,
    ("w:sync:app:state", "set"): appstate.sync,
}


def handle(service: Service, device: Device, iq: Node) -> None:
    """Answers a question; every one gets an answer, if only that it is not understood."""
    if iq.get("type") not in ("get", "set"):
        return
    handler = HANDLERS.get((iq.get("xmlns"), iq.get("type")))
    try:
        if handler is None:
            log.warning("nothing here answers %s %s", iq.get("type"), iq.get("xmlns"))
            raise IqError(501, "feature-not-implemented")
        device.send(result(iq, handler(service, device, iq)))
    except IqError as error:
        device.send(failed(iq, error))
    except WireError as error:
        log.warning("%s asked %s badly: %s", device.pn, iq.get("xmlns"), error)
        device.send(failed(iq, IqError(400, "bad-request")))
