"""People with an account: operators, and people who want to find their bots again."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base
from app.models.columns import Created, Id, Updated, When


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
    role: Mapped[str] = mapped_column(String(16), default="person")  # or "operator"
    password_hash: Mapped[str | None] = mapped_column(String(256))
    whatsapp_connected: Mapped[bool] = mapped_column(default=False)
    session_id: Mapped[str | None] = mapped_column(String(36))
    created_at: Mapped[Created]
    updated_at: Mapped[Updated]


class Login(Base):
    """A browser in which somebody is signed in; deleting the row signs it out."""

    __tablename__ = "logins"
    __table_args__ = (Index("idx_logins_user", "user_id"),)

    id: Mapped[Id]
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    method: Mapped[str] = mapped_column(String(16), default="password")  # "link", "new"
    agent: Mapped[str] = mapped_column(String(200), default="")  # as the browser calls itself
    created_at: Mapped[Created]
    last_used_at: Mapped[Created]


class SignInLink(Base):
    """Signs its user in once, without a password."""

    __tablename__ = "sign_in_links"

    id: Mapped[Id]
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[Created]
    expires_at: Mapped[When]
    used_at: Mapped[When | None]
