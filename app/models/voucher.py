"""A voucher: whoever holds its code gets one session."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base
from app.models.columns import Created, Id, When


class Voucher(Base):
    __tablename__ = "vouchers"
    __table_args__ = (Index("idx_vouchers_code", "code", unique=True),)

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(String(19))
    owner_id: Mapped[str] = mapped_column(ForeignKey("users.id"))
    used_by_id: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    used_by_label: Mapped[str | None] = mapped_column(String(128))  # as the client called itself
    is_used: Mapped[bool] = mapped_column(default=False)
    redeem_key: Mapped[str | None] = mapped_column(String(64))  # HMAC of the Idempotency-Key
    created_at: Mapped[Created]
    used_at: Mapped[When | None]
    expires_at: Mapped[When]
    revoked_at: Mapped[When | None]
