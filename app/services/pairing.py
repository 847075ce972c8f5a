"""Linking a bot to a phone: by a QR code, or by a code that is typed on the phone."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from app.clock import now, seconds_left
from app.db import db, transaction
from app.errors import Refusal
from app.models import BotSession, Voucher
from app.runtime import runtime, settings
from app.services import audit, config, sessions, vouchers
from botinstance.contract import exits
from botinstance.contract.config import PairRequest
from botinstance.contract.exits import Exit
from botinstance.contract.state import SessionStatus
from units.protocol import BotState, BrokerError, UnitState, state_of

WAIT = 25.0  # seconds until a request that waits for a code gives up
POLL = 0.1  # seconds
LOOK = 10  # polls between two looks at the unit
LEAST = 3  # seconds that a code must still have to be worth showing
YOUNG = timedelta(seconds=5)  # a pairing unit that was asked for this recently is on its way
SOON = {"Retry-After": "2"}  # seconds
STATUS = {"timeout": 503, "unreachable": 503, "bad_number": 422}  # of other reasons 409


@dataclass(frozen=True)
class Code:
    """A QR text or a pairing code, and for how many whole seconds it can be used."""

    text: str
    seconds: int


def qr(session_id: str) -> Code:
    """The QR text to show now. Waits until the bot has one. Raises Refusal, BrokerError."""
    return _obtain(session_id, PairRequest("qr"), current_qr)


def code(session_id: str, phone: str) -> Code:
    """The pairing code for the phone whose number has the digits `phone`."""
    return _obtain(session_id, PairRequest("code", phone), current_code)


def current_qr(session: BotSession, least: int = LEAST) -> Code | None:
    left = seconds_left(session.qr_expires_at)
    if session.pair_method != "qr" or not session.qr_code or left < least:
        return None
    return Code(session.qr_code, left)


def current_code(session: BotSession, least: int = LEAST) -> Code | None:
    left = seconds_left(session.pairing_code_expires_at)
    if session.pair_method != "code" or not session.pairing_code or left < least:
        return None
    return Code(session.pairing_code, left)


def _obtain(
    session_id: str, request: PairRequest, current: Callable[[BotSession], Code | None]
) -> Code:
    _check_open(sessions.find(session_id))
    state = state_of(runtime().glance, session_id)
    session, start = _claim(session_id, request, state.pair)
    found = None if start else current(session)
    if found:
        return found
    if not runtime().waiters.acquire(blocking=False):
        raise Refusal("busy", 503, "Many people are linking a phone now. Ask again.", SOON)
    try:
        if start:
            _start(session, request, state)
        return _wait(session_id, current)
    finally:
        runtime().waiters.release()


def _check_open(session: BotSession) -> None:
    sessions.check_not_suspended(session)
    if session.status != SessionStatus.PAIRING:
        raise Refusal("already_paired", 409, "This bot is already linked to a phone.")
    voucher = db.session.scalars(
        db.select(Voucher).where(Voucher.code == session.voucher_code)
    ).one()
    if session.paired_at is None and vouchers.is_expired(voucher):
        raise Refusal("voucher_expired", 410, "Voucher expired")


def _claim(session_id: str, request: PairRequest, unit: UnitState) -> tuple[BotSession, bool]:
    """The session, and whether it is for this caller to start the pairing unit."""
    with transaction():
        session = sessions.lock(session_id)
        _check_open(session)
        session.pair_until = now() + timedelta(minutes=settings().pairing_minutes)
        if _is_on_its_way(session, request, unit):
            return session, False
        sessions.change(session, sessions.NO_CODES)
        session.pair_method, session.pair_phone = request.method, request.phone or None
        session.pair_started_at = now()
        audit.record(audit.HOLDER, f"pair.{request.method}", session_id=session_id)
    return session, True


def _is_on_its_way(session: BotSession, request: PairRequest, unit: UnitState) -> bool:
    wanted = (request.method, request.phone or None)
    if (session.pair_method, session.pair_phone) != wanted or session.pair_error_code:
        return False
    young = session.pair_started_at is not None and session.pair_started_at > now() - YOUNG
    return unit.alive or (young and unit.active != "failed")


def _start(session: BotSession, request: PairRequest, state: BotState) -> None:
    try:
        if state.run.alive:  # it was logged out and has not ended yet
            runtime().broker.stop(session.id)
        anew = replace(request, anew=session.pair_anew or "")
        runtime().broker.pair(config.of_session(session), anew)
    except BrokerError as error:
        _note(session.id, error)
        raise


def _note(session_id: str, error: BrokerError) -> None:
    """So that others who wait are told too, and whoever asks next starts anew."""
    with transaction():
        session = sessions.lock(session_id)
        session.pair_error_code, session.pair_error = f"broker_{error.code}", error.message


def _wait(session_id: str, current: Callable[[BotSession], Code | None]) -> Code:
    end = time.monotonic() + WAIT
    polls = 0
    while time.monotonic() < end:
        session = sessions.find(session_id)
        _check_open(session)
        _check_error(session)
        found = current(session)
        if found:
            return found
        db.session.rollback()  # hand the connection back while waiting
        polls += 1
        if polls % LOOK == 0:
            _check_unit(session_id)
        time.sleep(POLL)
    raise _slow(session_id)


def _slow(session_id: str) -> Refusal:
    """Says what the pairing unit says of itself, such as that WhatsApp cannot be reached."""
    text = state_of(runtime().glance, session_id).pair.text
    why = f" ({text})" if text else ""
    sentence = f"WhatsApp has not given a code yet{why}. Ask again in a moment."
    return Refusal("pairing_slow", 503, sentence, SOON)


def _check_error(session: BotSession) -> None:
    if session.pair_error_code:
        code = session.pair_error_code.replace("-", "_")
        status = 503 if code.startswith("broker_") else STATUS.get(code, 409)
        sentence = session.pair_error or "Linking failed."
        raise Refusal(code, status, sentence, SOON if status == 503 else None)


def _check_unit(session_id: str) -> None:
    """Raises Refusal when the pairing unit has failed without a word."""
    unit = state_of(runtime().glance, session_id).pair
    if unit.active != "failed":
        return
    known = unit.exit_status in exits.MEANING
    meaning = exits.MEANING[Exit(unit.exit_status if known else Exit.FAILED)]
    raise Refusal("pairing_failed", 503, f"Linking did not work: {meaning}", SOON)
