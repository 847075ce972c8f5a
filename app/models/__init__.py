"""The tables. Wishes and history live here; what runs is asked of systemd, never copied."""

from app.models.deployment import Deployment, DeploymentStep
from app.models.history import AuditEntry, BotEvent
from app.models.platform import ApiToken, Node, RateLimit
from app.models.session import BotSession, FeatureRow
from app.models.user import User
from app.models.voucher import Voucher

__all__ = [
    "ApiToken",
    "AuditEntry",
    "BotEvent",
    "BotSession",
    "Deployment",
    "DeploymentStep",
    "FeatureRow",
    "Node",
    "RateLimit",
    "User",
    "Voucher",
]
