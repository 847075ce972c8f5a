"""Run mode: one bot, connected until it is told to stop or WhatsApp ends the link."""

from __future__ import annotations

import logging
import os
import threading

from botinstance import notify
from botinstance.config import ConfigFile
from botinstance.contract import event
from botinstance.contract.exits import LINK_OF_EXIT, MEANING, Exit
from botinstance.contract.state import LinkState
from botinstance.events import Events
from botinstance.heart import Heart
from botinstance.inbox import Inbox
from botinstance.incoming import Incoming
from botinstance.life import Life
from botinstance.link.client import ConnectError
from botinstance.link.protocol import Own
from botinstance.link.session import Session
from botinstance.link.store import Store
from botinstance.manners import Manners
from botinstance.state import State
from botinstance.vitals import Vitals
from botinstance.words import clean

log = logging.getLogger(__name__)

FIRST_DELAY, MOST_DELAY = 1.0, 30.0  # seconds between two attempts to connect
ATTEMPTS = 100  # each leaves an open file behind in Go; a new process starts clean
ATTEMPT = 90.0  # seconds that one may take
FINISH_WORK, FLUSH = 2.0, 1.0  # seconds for the commands in hand, and for the last events
LAST = 4.5  # seconds after which the end is forced: Go may hang in a dial


class Bot:
    """Everything that happens to the link arrives here, from Session."""

    def __init__(
        self, life: Life, config: ConfigFile, events: Events, state: State, store: Store,
        own: Own,
    ) -> None:  # fmt: skip
        self._life, self._config, self._events, self._own = life, config, events, own
        self._vitals = Vitals(life)
        self._state = state
        manners = Manners(self._state, own)
        self._session = Session(store, own, self, manners.before, self._vitals.message_sent)
        self._incoming = Incoming(
            config, Inbox(state.database), self._vitals, self._state, self._session.link,
            self._session.load,
        )  # fmt: skip
        self._heart = Heart(self._session.alive, self._vitals, events)
        self._was_connected = False
        self._reported: tuple[LinkState, str] | None = None
        self._done = threading.Event()
        self.message, self.happened = self._incoming.message, self._incoming.happened

    def run(self) -> Exit:
        """Blocks. All that waits in the inbox is answered once the link is up."""
        finish = threading.Thread(target=self._finish, name="finish", daemon=True)
        force = threading.Thread(target=self._force, name="force", daemon=True)
        finish.start()
        force.start()
        self._incoming.workers.start()
        self._report(LinkState.CONNECTING)
        try:
            self._stay_connected()
        except BaseException:
            log.exception("the bot failed")
            self._life.end(Exit.FAILED)
        self._life.end(Exit.FAILED)  # nothing else has: the library gave up
        finish.join()
        self._done.set()
        return self._life.exit

    def connected(self) -> None:
        words = f"connected to +{self._own.phone[:4]}…"
        self._heart.well(words)
        if not self._was_connected:
            self._was_connected = True
            notify.ready(words)
            self._heart.start()
            self._state.jobs.watch(self._incoming.happened)
        self._report(LinkState.CONNECTED)
        self._incoming.workers.resume()

    def disconnected(self) -> None:
        self._heart.unwell("reconnecting")
        self._report(LinkState.DISCONNECTED, "The connection was lost; the bot reconnects.")

    def silent(self) -> None:
        self._heart.unwell("WhatsApp does not answer")
        self._report(LinkState.DISCONNECTED, "WhatsApp does not answer; the bot tries again.")

    def heard_again(self) -> None:
        self._heart.well(f"connected to +{self._own.phone[:4]}…")
        self._report(LinkState.CONNECTED)

    def ended(self, exit: Exit, reason: str) -> None:
        log.warning("the link has ended: %s", reason)
        self._report(LINK_OF_EXIT[exit], reason)
        self._life.end(exit)

    def _stay_connected(self) -> None:
        delay = FIRST_DELAY
        for _ in range(ATTEMPTS):
            notify.extend(ATTEMPT)
            notify.status("connecting to WhatsApp")
            try:
                self._session.connect()
                return  # it was stopped
            except ConnectError as error:
                if error.refused:
                    self.ended(Exit.REFUSED, f"{MEANING[Exit.REFUSED]} {error}")
                    return
                if self._was_connected:
                    log.error("the library gave the link up: %s", error)
                    return
                log.warning("cannot connect, next attempt in %.0f s: %s", delay, error)
            notify.status("WhatsApp cannot be reached, trying again")
            notify.extend(ATTEMPT)
            if self._life.wait(delay):
                return
            delay = min(delay * 2, MOST_DELAY)

    def _report(self, state: LinkState, reason: str = "") -> None:
        """Tells the platform what it does not know yet."""
        if (state, reason) != self._reported:
            self._reported = (state, reason)
            self._events.emit(event.LINK, {"state": state.value, "reason": clean(reason, 500)})

    def _finish(self) -> None:
        """Waits for the end, then lets everything finish that can, and the library last."""
        self._life.wait()
        notify.stopping()
        self._heart.stop()
        self._state.jobs.close()
        self._incoming.workers.stop(FINISH_WORK)
        self._heart.tell()
        if self._life.exit is Exit.OK:
            self._report(LinkState.DISCONNECTED, "The bot was stopped.")
        elif self._life.exit is Exit.RESTART:
            self._report(LinkState.DISCONNECTED, MEANING[Exit.RESTART])
        self._state.activity.flush()
        self._events.flush(FLUSH)
        self._session.stop()

    def _force(self) -> None:
        self._life.wait()
        if not self._done.wait(LAST):
            log.warning("the end is forced: the library does not let go")
            os._exit(self._life.exit)
