"""The platform's own tables: hosts, tokens of the API, and who asked how often."""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base
from app.models.columns import Created, Id, When


class Node(Base):
    """A host with a broker; today there is one, `local`."""

    __tablename__ = "nodes"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    address: Mapped[str | None] = mapped_column(Text)  # None: the broker's socket of this host
    created_at: Mapped[Created]


class ApiToken(Base):
    __tablename__ = "api_tokens"
    __table_args__ = (Index("idx_api_tokens_user", "user_id"),)

    id: Mapped[Id]
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(64))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[Created]
    last_used_at: Mapped[When | None]
    revoked_at: Mapped[When | None]


class RateLimit(Base):
    """One row for each thing that is limited; the row's lock makes the count exact."""

    __tablename__ = "rate_limits"
    __table_args__ = (Index("idx_rate_limits_touched_at", "touched_at"),)

    key: Mapped[str] = mapped_column(String(128), primary_key=True)
    hits: Mapped[list[float]] = mapped_column(JSON)  # unix seconds, oldest first
    touched_at: Mapped[When]
