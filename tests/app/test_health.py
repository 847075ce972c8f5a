"""The one word for how a bot is: never rosier than what systemd, the link and the beat say."""

from __future__ import annotations

import itertools
import time
from datetime import timedelta

import pytest

from app.clock import now
from app.models import BotSession
from app.services.health import KINDS, STALE, health, is_connected
from botinstance.contract.state import DeploymentStatus, LinkState, SessionStatus
from units.protocol import UnitState

LONG_AGO = now() - timedelta(hours=3)
FRESH, DUMB = time.time() + 86_400, time.time() - STALE - 1  # however long the run takes
UP = UnitState(active="active", sub="running", since=LONG_AGO.timestamp(), beat=FRESH)
DOWN = UnitState()


def session(
    deployment: DeploymentStatus = DeploymentStatus.ACTIVE,
    link: LinkState = LinkState.CONNECTED,
    status: SessionStatus = SessionStatus.DEPLOYED,
) -> BotSession:
    return BotSession(
        status=status.value,
        deployment_status=deployment.value,
        link_state=link.value,
        link_since=LONG_AGO,
        paired_at=LONG_AGO,
        received=0,
        sent=0,
    )


def unit(active: str = "active", sub: str = "running", beat: float | None = FRESH) -> UnitState:
    return UnitState(active=active, sub=sub, since=LONG_AGO.timestamp(), beat=beat)


def state(session_: BotSession, unit_: UnitState | None) -> str:
    return health(session_, unit_).state


def test_connected_is_since_the_link_came_up() -> None:
    assert health(session(), UP).since == LONG_AGO
    assert health(session(), UP).kind == "good"


def test_good_needs_all_three() -> None:
    """Over every combination of what is known of a bot that has been deployed."""
    units = [
        unit(active, sub, beat)
        for active in ("active", "activating", "deactivating", "failed", "inactive")
        for sub in ("running", "auto-restart", "dead")
        for beat in (None, FRESH, DUMB)
    ]
    deployed = [s for s in SessionStatus if s not in (SessionStatus.PAIRING, SessionStatus.PAIRED)]
    for status, deployment, link, one in itertools.product(
        deployed, DeploymentStatus, LinkState, [None, *units]
    ):
        of = session(deployment, link, status)
        if health(of, one).kind == "good":
            assert is_connected(of, one)


@pytest.mark.parametrize(
    ("expected", "of", "one"),
    [
        ("hanging", session(), unit(beat=DUMB)),
        ("lost", session(link=LinkState.DISCONNECTED), unit(beat=DUMB)),
        ("lost", session(link=LinkState.DISCONNECTED), unit("activating", "start")),
        ("connecting", session(link=LinkState.CONNECTING), UP),
        ("connecting", session(link=LinkState.UNKNOWN), UP),
        ("restarting", session(), unit("activating", "auto-restart")),
        ("starting", session(link=LinkState.UNKNOWN), unit("activating", "start")),
        ("starting", session(DeploymentStatus.IN_PROGRESS, LinkState.UNKNOWN), DOWN),
        ("returning", session(), DOWN),
        ("failed", session(), unit("failed", "failed")),
        ("failed", session(DeploymentStatus.FAILED, LinkState.UNKNOWN), DOWN),
        ("replaced", session(DeploymentStatus.FAILED, LinkState.REPLACED), DOWN),
        ("banned", session(DeploymentStatus.FAILED, LinkState.BANNED), DOWN),
        ("outdated", session(DeploymentStatus.FAILED, LinkState.OUTDATED), DOWN),
        ("refused", session(DeploymentStatus.FAILED, LinkState.REFUSED), DOWN),
        ("paused", session(DeploymentStatus.STOPPED, status=SessionStatus.STOPPED), DOWN),
        ("pausing", session(DeploymentStatus.STOPPED, status=SessionStatus.STOPPED), UP),
        ("suspended", session(DeploymentStatus.SUSPENDED), DOWN),
        ("suspended", session(DeploymentStatus.SUSPENDED, status=SessionStatus.PAIRING), None),
        ("unlinked", session(status=SessionStatus.PAIRING), DOWN),
        ("ready", session(DeploymentStatus.PENDING, status=SessionStatus.PAIRED), DOWN),
        ("unknown", session(), None),
        ("unknown", session(DeploymentStatus.STOPPED, status=SessionStatus.STOPPED), None),
    ],
)
def test_each_state(expected: str, of: BotSession, one: UnitState | None) -> None:
    assert state(of, one) == expected


def test_a_bot_that_no_phone_was_linked_to_is_new() -> None:
    of = session(DeploymentStatus.PENDING, LinkState.UNKNOWN, SessionStatus.PAIRING)
    of.paired_at = None
    assert state(of, DOWN) == "new"


def test_every_combination_has_a_state_of_the_list() -> None:
    units = [None, *(unit(active) for active in ("active", "activating", "failed", "inactive"))]
    for status, deployment, link, one in itertools.product(
        SessionStatus, DeploymentStatus, LinkState, units
    ):
        assert state(session(deployment, link, status), one) in KINDS
