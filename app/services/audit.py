"""Who did what, in the same transaction as the deed."""

from __future__ import annotations

from typing import Any

from app.db import db
from app.models import AuditEntry

HOLDER = "holder"  # whoever holds the session's id
WORKER = "worker"


def record(
    actor: str,
    action: str,
    *,
    session_id: str | None = None,
    voucher_code: str | None = None,
    **detail: Any,
) -> None:
    db.session.add(
        AuditEntry(
            actor=actor,
            action=action,
            session_id=session_id,
            voucher_code=voucher_code,
            detail=detail,
        )
    )
