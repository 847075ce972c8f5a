"""Whether each part of the platform is well, and what to do if it is not."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.db import db
from app.errors import Refusal
from app.runtime import runtime, settings
from app.services import host
from units.protocol import BrokerError

LEAST_FREE = 500 * 1024 * 1024  # bytes of a disk under which something soon goes wrong


@dataclass(frozen=True)
class Finding:
    """`ill` is None when the part is well, else what is wrong and what to do."""

    name: str
    ill: Refusal | None


def findings() -> list[Finding]:
    """Asks all parts, in the order in which one needs the other."""
    return [_finding(name, check) for name, check in CHECKS.items()]


def _finding(name: str, check: Callable[[], None]) -> Finding:
    try:
        check()
    except Refusal as ill:
        return Finding(name, ill)
    finally:
        db.session.rollback()
    return Finding(name, None)


def _database() -> None:
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise Refusal(
            "ill",
            503,
            "The database says: {reason}. Check UBOT_DATABASE_URL and who may read it.",
            reason=reason,
        ) from None


def _migration() -> None:
    try:
        with db.engine.connect() as connection:
            present = MigrationContext.configure(connection).get_current_revision()
    except SQLAlchemyError:
        raise Refusal("ill", 503, "The database cannot be asked.") from None
    folder = current_app.extensions["migrate"].directory
    wanted = ScriptDirectory(str(folder)).get_current_head()
    if present != wanted:
        raise Refusal(
            "ill",
            503,
            "The database is at {present}, not {wanted}; run `ubot db upgrade`.",
            present=present or "nothing",
            wanted=wanted,
        )


def _broker() -> None:
    try:
        runtime().glance.states([])
    except BrokerError:
        raise Refusal(
            "ill",
            503,
            "Nothing answers at {path}; run `systemctl status ubot-broker.socket`.",
            path=settings().broker_socket,
        ) from None


def _worker() -> None:
    path = settings().wake_socket
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as s:
            s.connect(path)
    except OSError:
        raise Refusal(
            "ill", 503, "Nobody listens at {path}; run `systemctl status ubot-worker`.", path=path
        ) from None


def _disk() -> None:
    for path, space in host.disks():
        if space.free < LEAST_FREE:
            raise Refusal(
                "ill",
                503,
                "The disk of {path} has {free} MB left. Make room, or bots lose what they write.",
                path=path,
                free=space.free // 2**20,
            )


CHECKS: dict[str, Callable[[], None]] = {
    "database": _database,
    "migration": _migration,
    "broker": _broker,
    "worker": _worker,
    "disk": _disk,
}
