"""One attempt to link the bot to a phone: a code to show, a phone that takes it, a first sync."""

from __future__ import annotations

import logging
import math
import signal
import time
from queue import Empty

from botinstance import notify, outcomes
from botinstance.contract import event
from botinstance.contract.config import PairRequest
from botinstance.contract.exits import Exit
from botinstance.contract.pairing import Reason
from botinstance.events import Events
from botinstance.link.pairing import BadNumber, Happening, Pairing, Refused
from botinstance.link.store import Store
from botinstance.outcomes import ENDINGS, Failure
from botinstance.words import clean

log = logging.getLogger(__name__)

FIRST_QR, NEXT_QR = 60.0, 20.0  # seconds that whatsmeow shows a QR text
CODE = 160.0  # seconds: a pairing code lives as long as all QR texts together
REACH = 120.0  # seconds of trying to reach WhatsApp
FIRST_DELAY, MOST_DELAY = 1.0, 10.0  # seconds between two of these tries
CONNECT = 90.0  # seconds from the phone's yes to the connection that follows
SYNC, NAME = 10.0, 3.0  # seconds for the offline messages, then for the account's name
DELETION = 1.0  # seconds for the library to delete credentials that have no worth any more
HURRY = 1.0  # seconds by which a code may end before its time
QUIET = 1.0  # seconds more for the settings that the library fetches from the account

NO_CODE = "WhatsApp gives no pairing code now; a QR code may still work."

_STOP, _NOTHING = Happening("stop"), Happening("nothing")


class _Anew(Exception):
    """A new process has to begin anew; the text says why."""


class Attempt:
    def __init__(self, request: PairRequest, store: Store, events: Events) -> None:
        self._request, self._events = request, events
        self._pairing = Pairing(store)
        self._shown = 0  # QR texts so far
        self._good_until = math.inf  # the QR text that is shown; monotonic
        self._news: tuple[str, str] | None = None  # the event of the code that is shown, the code
        self._seen: dict[str, Happening] = {}  # the last of each kind

    def run(self) -> Exit:
        """Blocks until linked or failed. An event tells which, before the return.

        Without one, FAILED means that a new process, with a new store, begins anew."""
        try:
            failure = self._link()
        except _Anew as anew:
            log.info("beginning anew: %s", anew)
            return Exit.FAILED
        if failure is None:
            return Exit.OK
        log.warning("pairing failed: %s", failure.reason)
        notify.status(failure.message)
        data = {"reason": failure.reason, "message": clean(failure.message, 500)}
        self._events.emit(event.PAIR_FAILED, data)
        return failure.exit

    def _link(self) -> Failure | None:
        notify.status("connecting to WhatsApp")
        first = self._reach()
        if first is None:
            return outcomes.because(Reason.UNREACHABLE)
        if first.kind == "logged_out":
            time.sleep(DELETION)
            raise _Anew("the phone has ended this link while no bot ran")
        if first.kind in ("qr", "outcome"):
            failure = self._show_until_taken(first)
            if failure:
                return failure
        return self._settle()

    def _reach(self) -> Happening | None:
        """The first that happens once WhatsApp is reached."""
        deadline, delay = time.monotonic() + REACH, FIRST_DELAY
        while True:
            notify.extend(CONNECT)
            self._pairing.connect()
            happening = self._next()
            if happening.kind != "unreachable":
                return happening
            log.warning("WhatsApp cannot be reached: %s", happening.text)
            notify.status("WhatsApp cannot be reached, trying again")
            if time.monotonic() + delay > deadline:
                return None
            time.sleep(delay)
            delay = min(delay * 2, MOST_DELAY)

    def _show_until_taken(self, happening: Happening) -> Failure | None:
        """Show QR texts, or a code, until the phone takes it: then None."""
        while True:
            match happening.kind:
                case "qr":
                    failure = self._show(happening.text)
                    if failure:
                        return failure
                case "outcome" if happening.text == "success":
                    notify.status("the phone has accepted, finishing")
                    return None
                case "outcome" if happening.text == outcomes.EXPIRED and self._too_early():
                    self._withdraw()
                    raise _Anew("the connection was lost, and the code with it")
                case "outcome":
                    return outcomes.failure(happening.text)
                case "unreachable":
                    return outcomes.because(Reason.UNREACHABLE)
                case kind if kind in ENDINGS:
                    return outcomes.ended(kind, happening.text)
            happening = self._next()

    def _too_early(self) -> bool:
        """Whether the QR text that is shown, or is still to come, has its time before it."""
        return time.monotonic() < self._good_until - HURRY

    def _show(self, qr: str) -> Failure | None:
        self._shown += 1
        seconds = FIRST_QR if self._shown == 1 else NEXT_QR
        self._good_until = time.monotonic() + seconds
        if self._request.method == "qr":
            self._tell(event.PAIR_QR, qr, time.time() + seconds)
        elif self._shown == 1:
            failure = self._show_code()
            if failure:
                return failure
        if self._shown == 1:
            notify.ready("waiting for the phone")
        return None

    def _show_code(self) -> Failure | None:
        expires_at = time.time() + CODE
        try:
            code = self._code()
        except BadNumber as error:
            log.warning("no pairing code: %s", error)
            return outcomes.because(Reason.BAD_NUMBER)
        except Refused as error:
            log.warning("no pairing code: %s", error)
            return outcomes.because(Reason.REFUSED, NO_CODE)
        self._tell(event.PAIR_CODE, code, expires_at)
        return None

    def _tell(self, name: str, code: str, expires_at: float) -> None:
        self._news = name, code
        self._events.emit(name, {"code": code, "expires_at": expires_at})

    def _withdraw(self) -> None:
        """Nobody is to try the code that was told last."""
        if self._news:
            self._tell(*self._news, time.time())

    def _code(self) -> str:
        try:
            return self._pairing.code(self._request.phone)
        except Refused as error:
            log.info("asking once more for a pairing code: %s", error)
            return self._pairing.code(self._request.phone)

    def _settle(self) -> Failure | None:
        """From the phone's yes, or a store that was linked before, to the news `paired`."""
        # from here a stop must be a clean one; it merely shortens the waiting
        signal.signal(signal.SIGTERM, lambda *_: self._pairing.happenings.put(_STOP))
        happening = self._await(CONNECT, "connected", *ENDINGS)
        if happening.kind in ENDINGS:
            return outcomes.ended(happening.kind, happening.text)
        if happening.kind != "connected":
            return outcomes.because(Reason.UNREACHABLE)
        if not self._shown:
            notify.ready("linked already")
        if self._await(SYNC, "synced") is not _STOP:
            self._await_name()
            self._await(QUIET)
        own = self._pairing.own()
        data = {"phone": own.phone, "lid": own.lid, "name": clean(own.name, 256)}
        self._events.emit(event.PAIRED, data)
        self._pairing.stop()
        return None

    def _next(self, seconds: float | None = None) -> Happening:
        """Raises Empty after `seconds`."""
        happening = self._pairing.happenings.get(timeout=seconds)
        self._seen[happening.kind] = happening
        return happening

    def _await(self, seconds: float, *kinds: str) -> Happening:
        """A happening of one of `kinds`, also if it has been, or _STOP; _NOTHING after a while."""
        deadline = time.monotonic() + seconds
        kinds = (*kinds, _STOP.kind)
        while not any(kind in self._seen for kind in kinds):
            try:
                self._next(max(0.0, deadline - time.monotonic()))
            except Empty:
                return _NOTHING
        return next(self._seen[kind] for kind in kinds if kind in self._seen)

    def _await_name(self) -> None:
        """The phone sends the account's name last, with the first settings, or not at all."""
        deadline = time.monotonic() + NAME
        while time.monotonic() < deadline:
            if self._pairing.own().name:
                return
            time.sleep(0.2)
