"""A browser, and a stage with everybody on it. What is shared here is looked at, not changed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.app.browser.cast import Cast, cast
from tests.app.browser.stage import Stage, stage


@pytest.fixture(scope="session")
def made() -> Iterator[Cast]:
    """Everybody: for tests that only look."""
    with stage() as it:
        yield cast(it)


@pytest.fixture
def empty_stage() -> Iterator[Stage]:
    """Nobody yet: for tests that change something."""
    with stage() as it:
        yield it
