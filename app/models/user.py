"""People with an account; today that is whoever issues vouchers."""

from __future__ import annotations

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base
from app.models.columns import Created, Id, Updated


class User(Base):
    __tablename__ = "users"
    __table_args__ = (
        Index("idx_users_phone", "phone", unique=True),
        Index("idx_users_email", "email", unique=True),
    )

    id: Mapped[Id]
    phone: Mapped[str | None] = mapped_column(String(32))
    email: Mapped[str | None] = mapped_column(String(254))
    username: Mapped[str] = mapped_column(String(64), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(256))
    whatsapp_connected: Mapped[bool] = mapped_column(default=False)
    session_id: Mapped[str | None] = mapped_column(String(36))
    created_at: Mapped[Created]
    updated_at: Mapped[Updated]
