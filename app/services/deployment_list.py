"""Deployments of all bots, as an operator looks for them."""

from __future__ import annotations

from sqlalchemy import select

from app.db import db
from app.errors import Refusal
from app.models import BotSession, Deployment
from app.services import sessions
from app.services.paging import Page, page_of
from botinstance.contract.state import DeploymentStatus

STATES = ("in_progress", "failed", "active", "stopped")  # in the order of what needs a look


def page(state: str, number: int) -> Page[Deployment, BotSession]:
    """Rows of Deployment and its BotSession, newest first. `state` is one of STATES, or any."""
    statement = (
        select(Deployment, BotSession)
        .join(BotSession, BotSession.id == Deployment.session_id)
        .where(BotSession.wish != sessions.REMOVE)
        .order_by(Deployment.created_at.desc(), Deployment.id)
    )
    if state in STATES:
        statement = statement.where(Deployment.status == DeploymentStatus(state))
    return page_of(statement, number)


def find(deployment_id: str) -> tuple[Deployment, BotSession]:
    """Raises Refusal (404)."""
    deployment = db.session.get(Deployment, deployment_id, populate_existing=True)
    session = db.session.get(BotSession, deployment.session_id) if deployment else None
    if deployment is None or session is None or session.wish == sessions.REMOVE:
        raise Refusal("deployment_not_found", 404, "There is no such deployment.")
    return deployment, session


def of_bot(session: BotSession, most: int = 10) -> list[Deployment]:
    """The last ones, newest first."""
    statement = select(Deployment).where(Deployment.session_id == session.id)
    return list(db.session.scalars(statement.order_by(Deployment.created_at.desc()).limit(most)))
