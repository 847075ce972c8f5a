"""What the templates of a bot's pages and parts are told of it."""

from __future__ import annotations

from typing import Any

from app.models import BotSession
from app.services import pairing, pictures, view
from botinstance.contract.state import DeploymentStatus, SessionStatus


def facts(session: BotSession) -> dict[str, Any]:
    """`bot` (services/view.py), `handle`, the `stage` of the way, and the codes to show."""
    qr = pairing.current_qr(session, least=1)
    return {
        "bot": view.describe(session),
        "handle": session.handle,
        "claimed": session.user_id is not None,
        "stage": stage(session),
        "linking": session.pair_method,
        "qr": qr,
        "picture": pictures.data_uri(qr.text) if qr else None,
        "code": pairing.current_code(session, least=1),
    }


def stage(session: BotSession) -> str:
    """Where on the way from voucher to running bot this one is."""
    if session.status == SessionStatus.PAIRING:
        return "link"
    if session.status == SessionStatus.PAIRED:
        return "name"
    if session.deployed_at is None and session.deployment_status != DeploymentStatus.ACTIVE:
        return "deploy"
    return "run"
