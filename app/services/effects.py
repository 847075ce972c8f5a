"""What an event changes in its session. The caller holds the session's lock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from app.clock import from_unix, now
from app.models import BotSession
from app.services import activity, audit, bot_settings, deployments, failures, sessions
from botinstance.contract import event as names
from botinstance.contract import exits
from botinstance.contract.event import Event
from botinstance.contract.state import (
    PERMANENT_LINK_STATES,
    DeploymentStatus,
    LinkState,
    SessionStatus,
)

_EXIT_OF_LINK = {link: exit_ for exit_, link in exits.LINK_OF_EXIT.items()}


def apply(session: BotSession, event: Event) -> None:
    _EFFECTS[event.name](session, event)


def _is_of_this_attempt(session: BotSession, event: Event) -> bool:
    """Whether the event is news: it comes from the pairing that was asked for last."""
    started = session.pair_started_at
    pairing = session.status == SessionStatus.PAIRING and session.pair_method is not None
    return pairing and (started is None or from_unix(event.at) >= started)


def _pair_qr(session: BotSession, event: Event) -> None:
    if _is_of_this_attempt(session, event) and session.pair_method == "qr":
        sessions.change(session, sessions.NO_CODES)  # nor is there an error any more
        session.qr_code = event.data["code"]
        session.qr_expires_at = from_unix(event.data["expires_at"])


def _pair_code(session: BotSession, event: Event) -> None:
    if _is_of_this_attempt(session, event) and session.pair_method == "code":
        sessions.change(session, sessions.NO_CODES)
        session.pairing_code = event.data["code"]
        session.pairing_code_expires_at = from_unix(event.data["expires_at"])


def _pair_failed(session: BotSession, event: Event) -> None:
    if _is_of_this_attempt(session, event):
        sessions.change(session, sessions.NO_CODES)
        session.pair_error_code = event.data["reason"]
        session.pair_error = event.data["message"]


def _paired(session: BotSession, event: Event) -> None:
    if session.status != SessionStatus.PAIRING:
        return  # told again
    sessions.change(session, sessions.NO_PAIRING)
    session.pair_anew = None
    session.phone = event.data["phone"]
    session.lid = event.data["lid"] or None
    session.whatsapp_name = event.data["name"] or None
    session.paired_at = min(now(), from_unix(event.at))
    session.status = SessionStatus.PAIRED
    audit.record("bot", "session.paired", session_id=session.id)
    if session.deployment_status != DeploymentStatus.SUSPENDED:
        _go_on(session)


def _go_on(session: BotSession) -> None:
    """What it was before it was linked anew, it is again."""
    session.error = None
    if session.wish == "run":
        deployments.begin(session, "relink")
    elif session.wish == "stop":
        session.status = SessionStatus.STOPPED
        session.deployment_status = DeploymentStatus.STOPPED
    else:
        session.deployment_status = DeploymentStatus.PENDING


def _link(session: BotSession, event: Event) -> None:
    state, at = LinkState(event.data["state"]), from_unix(event.at)
    if session.status == SessionStatus.PAIRING:
        return  # of a process that ends: its link is given up
    if state in PERMANENT_LINK_STATES and _is_old(session, at):
        return
    session.link_state, session.link_since = state, at
    session.link_reason = event.data["reason"] or None
    if state == LinkState.LOGGED_OUT:
        failures.log_out(session)
    elif state in PERMANENT_LINK_STATES and session.wish == "run":
        failures.fail(session, exits.MEANING[_EXIT_OF_LINK[state]])


def _is_old(session: BotSession, at: datetime) -> bool:
    """The news is of a link that has been made anew since."""
    return session.paired_at is not None and at < session.paired_at


def _pulse(session: BotSession, event: Event) -> None:
    session.received = event.data["received"]
    session.sent = event.data["sent"]
    session.last_traffic_at = from_unix(event.data["last_traffic_at"])


def _config(session: BotSession, event: Event) -> None:
    session.config_in_force = event.data["version"]


def _settings(session: BotSession, event: Event) -> None:
    bot_settings.told(session, event.data)


_EFFECTS: dict[str, Callable[[BotSession, Event], None]] = {
    names.PAIR_QR: _pair_qr,
    names.PAIR_CODE: _pair_code,
    names.PAIR_FAILED: _pair_failed,
    names.PAIRED: _paired,
    names.LINK: _link,
    names.PULSE: _pulse,
    names.CONFIG: _config,
    names.SETTINGS: _settings,
    names.ACTIVITY: activity.store,
}
