"""What happened: told by bots, and done by people."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base
from app.models.columns import Created, Id, When


class BotEvent(Base):
    """An event as it came, without the codes that link a phone."""

    __tablename__ = "events"
    __table_args__ = (
        UniqueConstraint("session_id", "event_id"),
        Index("idx_events_session", "session_id", "seq"),
    )

    seq: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))
    event_id: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(32))
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[When]
    received_at: Mapped[Created]


class AuditEntry(Base):
    """Who did what; it outlives the session that it is about."""

    __tablename__ = "audit_log"
    __table_args__ = (
        Index("idx_audit_log_session", "session_id"),
        Index("idx_audit_log_at", "at"),
    )

    id: Mapped[Id]
    at: Mapped[Created]
    actor: Mapped[str] = mapped_column(String(128))  # an operator's name, "holder" or "worker"
    action: Mapped[str] = mapped_column(String(64))
    session_id: Mapped[str | None] = mapped_column(String(36))
    voucher_code: Mapped[str | None] = mapped_column(String(19))
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class ActivityHour(Base):
    """What one bot did within one hour, as it told by and by."""

    __tablename__ = "activity_hours"

    session_id: Mapped[str] = mapped_column(
        ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True
    )
    hour: Mapped[When] = mapped_column(primary_key=True)  # its beginning
    received: Mapped[int] = mapped_column(default=0)
    sent: Mapped[int] = mapped_column(default=0)
    errors: Mapped[int] = mapped_column(default=0)
    commands: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)  # by name
    latency: Mapped[list[int]] = mapped_column(JSON, default=list)  # of contract/activity.py
