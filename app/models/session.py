"""A session: one bot, from its voucher on. Its id is the bot's uuid."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base
from app.models.columns import Created, Id, Updated, When, new_handle
from botinstance.contract.state import DeploymentStatus, LinkState, SessionStatus


class BotSession(Base):
    __tablename__ = "sessions"
    __table_args__ = (
        Index("idx_sessions_handle", "handle", unique=True),
        Index("idx_sessions_user", "user_id"),
        Index("idx_sessions_voucher_code", "voucher_code"),
        Index("idx_sessions_wish", "wish"),
    )

    id: Mapped[Id]
    # Stands in addresses, as the id must not. Nullable only as SQLite cannot forbid it later.
    handle: Mapped[str] = mapped_column(String(12), default=new_handle, nullable=True)
    revision: Mapped[int] = mapped_column(BigInteger, default=0)  # grows with every change
    user_id: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    holder: Mapped[str | None] = mapped_column(String(128))  # a label, never trusted
    voucher_code: Mapped[str] = mapped_column(ForeignKey("vouchers.code"))
    node_id: Mapped[str] = mapped_column(ForeignKey("nodes.id"), default="local")
    bot_name: Mapped[str | None] = mapped_column(String(64))
    status: Mapped[str] = mapped_column(String(16), default=SessionStatus.PAIRING.value)
    deployment_status: Mapped[str] = mapped_column(
        String(16), default=DeploymentStatus.PENDING.value
    )
    server_path: Mapped[str | None] = mapped_column(Text)
    error: Mapped[str | None] = mapped_column(Text)

    # What is wished for: "" (nothing yet), run, stop or remove. The worker carries it out.
    wish: Mapped[str] = mapped_column(String(8), default="")
    features: Mapped[dict[str, bool]] = mapped_column(JSON)
    config_version: Mapped[int] = mapped_column(BigInteger, default=1)
    config_in_force: Mapped[int | None] = mapped_column(BigInteger)
    # Settings of the bot: {name: {"value": text, "version": of the config}} as asked for here,
    # and the data of the bot's last event `settings`, which also tells what was changed in a chat.
    settings_wanted: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    settings_told: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    qr_code: Mapped[str | None] = mapped_column(Text)  # the text, not the picture
    qr_expires_at: Mapped[When | None]
    pairing_code: Mapped[str | None] = mapped_column(String(16))
    pairing_code_expires_at: Mapped[When | None]
    pair_method: Mapped[str | None] = mapped_column(String(8))
    pair_phone: Mapped[str | None] = mapped_column(String(32))
    pair_started_at: Mapped[When | None]
    pair_until: Mapped[When | None]
    pair_anew: Mapped[str | None] = mapped_column(String(36))  # contract PairRequest.anew
    pair_error_code: Mapped[str | None] = mapped_column(String(64))
    pair_error: Mapped[str | None] = mapped_column(Text)

    phone: Mapped[str | None] = mapped_column(String(32))
    lid: Mapped[str | None] = mapped_column(String(64))
    whatsapp_name: Mapped[str | None] = mapped_column(String(256))
    paired_at: Mapped[When | None]
    link_state: Mapped[str] = mapped_column(String(16), default=LinkState.UNKNOWN.value)
    link_reason: Mapped[str | None] = mapped_column(Text)
    link_since: Mapped[When | None]
    last_traffic_at: Mapped[When | None]
    received: Mapped[int] = mapped_column(BigInteger, default=0)
    sent: Mapped[int] = mapped_column(BigInteger, default=0)

    created_at: Mapped[Created]
    updated_at: Mapped[Updated]
    deployed_at: Mapped[When | None]


class FeatureRow(Base):
    __tablename__ = "features"
    __table_args__ = (UniqueConstraint("session_id", "feature_name"),)

    id: Mapped[Id]
    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))
    feature_name: Mapped[str] = mapped_column(String(32))
    is_enabled: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[Created]
