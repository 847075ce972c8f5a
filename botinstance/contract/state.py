"""States of a session, of its deployment and of the WhatsApp link."""

from __future__ import annotations

from enum import StrEnum


class SessionStatus(StrEnum):
    PAIRING = "pairing"
    PAIRED = "paired"
    DEPLOYING = "deploying"
    DEPLOYED = "deployed"
    STOPPED = "stopped"


class DeploymentStatus(StrEnum):
    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    ACTIVE = "active"
    STOPPED = "stopped"
    SUSPENDED = "suspended"
    FAILED = "failed"
    LOGGED_OUT = "logged_out"


class LinkState(StrEnum):
    """What the bot last reported of its link to WhatsApp."""

    UNKNOWN = "unknown"
    CONNECTING = "connecting"
    CONNECTED = "connected"
    DISCONNECTED = "disconnected"  # it reconnects by itself
    LOGGED_OUT = "logged_out"
    REPLACED = "replaced"
    BANNED = "banned"
    OUTDATED = "outdated"
    REFUSED = "refused"


# The link will not come back by itself: the process ends with an exit status of its own.
PERMANENT_LINK_STATES = (
    LinkState.LOGGED_OUT,
    LinkState.REPLACED,
    LinkState.BANNED,
    LinkState.OUTDATED,
    LinkState.REFUSED,
)
