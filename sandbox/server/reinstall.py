"""A phone that was set up anew: it has another identity, and sessions with nobody."""

from __future__ import annotations

import logging

from sandbox.server import notices, unlinking
from sandbox.server.accounts import Device
from sandbox.server.service import Service

log = logging.getLogger(__name__)


def reinstalled(service: Service, phone: Device) -> None:
    """Its companions are logged out, and whoever writes with the account is told; it uploads its
    keys again. Its settings stay: their key comes back with the person's backup."""
    account = phone.account
    log.info("%s was set up anew", phone.pn)
    phone.keys = None
    for companion in [it for it in account.devices.values() if it.number]:
        unlinking.unlink(service, companion, unlinking.REMOVED)
    notices.identity_changed(service, account)
    service.changed(phone)
