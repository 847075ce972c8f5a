"""The end of a link that is to be made anew: WhatsApp is told, and the phone lists it no more."""

from __future__ import annotations

import logging
import threading
import time
from queue import Empty

from botinstance.link.pairing import Pairing, Refused
from botinstance.link.store import Store
from botinstance.outcomes import ENDINGS

log = logging.getLogger(__name__)

PATIENCE = 8.0  # seconds for all of it; a person waits for a new code


def log_out(store: Store) -> None:
    """Never fails: without WhatsApp the phone goes on listing a device that is no more."""
    pairing = Pairing(store)
    end = time.monotonic() + PATIENCE
    pairing.connect()
    if not _connected(pairing, end):
        return
    # on a thread of its own, as the library waits long for an answer
    asking = threading.Thread(target=_ask, args=[pairing], name="farewell", daemon=True)
    asking.start()
    asking.join(max(0.0, end - time.monotonic()))
    if asking.is_alive():
        log.warning("WhatsApp does not answer: the phone may still list this bot")


def _connected(pairing: Pairing, end: float) -> bool:
    while True:
        try:
            happening = pairing.happenings.get(timeout=max(0.0, end - time.monotonic()))
        except Empty:
            log.warning("WhatsApp cannot be reached: the phone may still list this bot")
            return False
        if happening.kind == "connected":
            return True
        if happening.kind == "unreachable" or happening.kind in ENDINGS:
            log.warning("the link was not taken back: %s", happening.text or happening.kind)
            return False


def _ask(pairing: Pairing) -> None:
    try:
        pairing.log_out()
        log.info("logged out")
    except Refused as error:
        log.warning("WhatsApp did not log the bot out: %s", error)
