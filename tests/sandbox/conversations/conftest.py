"""Three people with real clients on one WhatsApp, which the tests of this folder share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sandbox.clients import Client
from tests.sandbox.conversations.town import Town
from tests.sandbox.loopback import Loopback


@pytest.fixture(scope="package")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("town")
    with Loopback(folder / "network") as loopback, Town(loopback, folder) as it:
        it.move_in("Alice", "Bob", "Carol")
        yield it


@pytest.fixture
def alice(town: Town) -> Client:
    return town.clients["Alice"]


@pytest.fixture
def bob(town: Town) -> Client:
    return town.clients["Bob"]


@pytest.fixture
def carol(town: Town) -> Client:
    return town.clients["Carol"]


@pytest.fixture(autouse=True)
def no_complaints(request: pytest.FixtureRequest) -> Iterator[None]:
    """No client of the town logs a warning while a test runs."""
    if "town" not in request.fixturenames:
        yield
        return
    town: Town = request.getfixturevalue("town")
    before = town.warnings()
    yield
    assert town.warnings()[len(before) :] == []
