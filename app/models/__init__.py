"""The tables. Wishes and history live here; what runs is asked of systemd, never copied."""

from app.models.deployment import Deployment, DeploymentStep
from app.models.history import ActivityHour, AuditEntry, BotEvent
from app.models.platform import ApiToken, Node, RateLimit
from app.models.session import BotSession, FeatureRow
from app.models.user import Login, SignInLink, User
from app.models.voucher import Voucher

__all__ = [
    "ActivityHour",
    "ApiToken",
    "AuditEntry",
    "BotEvent",
    "BotSession",
    "Deployment",
    "DeploymentStep",
    "FeatureRow",
    "Login",
    "Node",
    "RateLimit",
    "SignInLink",
    "User",
    "Voucher",
]
