"""The audit log."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import render_template

from app.models import AuditEntry
from app.services import audit_log
from app.services.audit_log import Wanted
from app.web.operator import blueprint
from app.web.operator.asked import word
from app.web.operator.details import detail


@blueprint.get("/audit", endpoint="audit")
def listed() -> str:
    asked = {name: word(name) for name in ("actor", "action", "bot", "since") if word(name)}
    since = _day(word("since"))
    wanted = Wanted(word("actor"), word("action"), word("bot"), since, _place(word("until")))
    rows, more = audit_log.entries(wanted)
    return render_template(
        "operator/audit.html",
        rows=rows,
        detail=detail,
        asked=asked,
        actions=audit_log.actions(),
        older=_place_of(rows[-1][0]) if more else None,
        later=wanted.until is not None,
    )


def _day(text: str) -> datetime | None:
    """Its beginning, in UTC."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        return None


def _place_of(entry: AuditEntry) -> str:
    return f"{entry.at.isoformat()}_{entry.id}"


def _place(text: str) -> tuple[datetime, str] | None:
    at, _, entry_id = text.partition("_")
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return (moment, entry_id) if moment.tzinfo else None
