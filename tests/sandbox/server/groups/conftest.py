from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sandbox.wire.node import Node
from tests.sandbox.loopback import Loopback
from tests.sandbox.server.groups.member import ALICE, BOB, CAROL, Member, participant


@pytest.fixture(params=["lid", "pn"])
def loopback(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Loopback]:
    """A network in which groups address people by LID, or by number."""
    with Loopback(tmp_path / "network", addressing=request.param) as it:
        yield it


@pytest.fixture
def alice(loopback: Loopback) -> Member:
    return Member(loopback, ALICE, "Alice")


@pytest.fixture
def bob(loopback: Loopback) -> Member:
    return Member(loopback, BOB, "Bob")


@pytest.fixture
def carol(loopback: Loopback) -> Member:
    return Member(loopback, CAROL, "Carol")


@pytest.fixture
def create(alice: Member) -> Callable[..., str]:
    """Alice makes a group of these addresses and settings; its address."""

    def make(*people: str, settings: tuple[Node, ...] = ()) -> str:
        asked = [participant(it) for it in people]
        answer = alice.ask("g.us", Node("create", {"subject": "Friends"}, [*asked, *settings]))
        return f"{answer.children[0].get('id')}@g.us"

    return make
