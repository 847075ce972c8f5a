"""One attempt to bring a bot up, and the steps it takes."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base
from app.models.columns import Created, Id, When
from botinstance.contract.state import DeploymentStatus


class Deployment(Base):
    __tablename__ = "deployments"
    __table_args__ = (
        Index("idx_deployments_session", "session_id"),
        Index("idx_deployments_created_at", "created_at"),
    )

    id: Mapped[Id]
    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))
    user_id: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    deployment_type: Mapped[str] = mapped_column(String(16))  # deploy, start, restart, relink
    deployment_path: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(16), default=DeploymentStatus.IN_PROGRESS.value)
    logs: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[Created]
    completed_at: Mapped[When | None]


class DeploymentStep(Base):
    __tablename__ = "deployment_steps"
    __table_args__ = (UniqueConstraint("deployment_id", "position"),)

    id: Mapped[Id]
    deployment_id: Mapped[str] = mapped_column(ForeignKey("deployments.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(16))  # prepare, stop, start, ready
    status: Mapped[str] = mapped_column(String(16), default="pending")  # running, done, failed
    started_at: Mapped[When | None]
    deadline: Mapped[When | None]
    ended_at: Mapped[When | None]
    message: Mapped[str | None] = mapped_column(Text)
