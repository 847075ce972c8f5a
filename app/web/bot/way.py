"""The stations between the voucher and the running bot, all on the bot's one page."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from flask import render_template, request

from app.clock import now
from app.errors import Refusal
from app.languages import _
from app.models import BotSession
from app.services import pairing
from app.web.bot import trouble
from app.web.bot.facts import facts
from app.web.bot.groups import groups
from app.web.bot.trouble import Trouble
from app.web.live import parts
from botinstance.contract.state import SessionStatus

NAME_MOST = 64  # characters


class Wait(NamedTuple):
    """No code yet: since when, and when it has taken too long."""

    since: datetime
    until: datetime


def told(session: BotSession) -> dict[str, Any]:
    """What templates/bot/parts/way.html is told beside `facts`."""
    wait = _wait(session)
    slow = wait is not None and wait.until <= now()
    return {
        "trouble": _trouble(session, slow),
        "wait": None if slow else wait,
        "until": session.qr_expires_at or session.pairing_code_expires_at,
        "phone": f"+{session.pair_phone}" if session.pair_phone else "",
        "again": session.paired_at is not None,
        "iphone": "iPhone" in request.user_agent.string,
        "name": session.bot_name or _suggestion(session),
        "chosen": session.features,
        "groups": groups(),
    }


def page(session: BotSession, refusal: Refusal | None = None, **typed: Any) -> str:
    """The page; after a refusal with what was typed, and with the refusal at its place."""
    values = facts(session) | told(session) | typed
    if refusal and values["stage"] == "link" and "wrong" not in typed:
        found = values["trouble"] or trouble.of(refusal.code, refusal.said())
        values |= {"trouble": found, "wait": None}
    return render_template("bot/way.html", **values, refusal=refusal)


def _trouble(session: BotSession, slow: bool) -> Trouble | None:
    if session.pair_error_code:
        return trouble.of(session.pair_error_code, session.pair_error or "")
    return trouble.of("pairing_slow") if slow else None


def _wait(session: BotSession) -> Wait | None:
    """For the first code, or for the one after a code that has ended."""
    asked = session.status == SessionStatus.PAIRING and session.pair_method
    code = pairing.current_qr(session, least=1) or pairing.current_code(session, least=1)
    if not asked or code or session.pair_error_code or session.pair_started_at is None:
        return None
    ended = session.qr_expires_at or session.pairing_code_expires_at
    since = max(session.pair_started_at, ended or session.pair_started_at)
    return Wait(since, since + timedelta(seconds=pairing.WAIT))


def _suggestion(session: BotSession) -> str:
    if not session.whatsapp_name:
        return ""
    return _("{name}’s bot", name=session.whatsapp_name)[:NAME_MOST]


parts.add("way", told)
parts.add("story")
