"""The installed platform of this box, and what a test does to it."""

from __future__ import annotations

import itertools
import os
import subprocess
from collections.abc import Callable, Iterator

import pytest

from tests.system.newcomer import Newcomer
from tests.until import until

_numbers = itertools.count(int.from_bytes(os.urandom(3), "big") % 900_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/system/" in str(item.path):
            item.add_marker(pytest.mark.systemd)
            item.add_marker(pytest.mark.neonize)


def run(*argv: str) -> str:
    """What a command says. Fails with its words where it fails."""
    done = subprocess.run(argv, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, f"{argv}: {done.stdout}{done.stderr}"
    return done.stdout.strip()


def new_voucher() -> str:
    return run("ubot", "voucher", "admin", "1")


@pytest.fixture
def dashboard_url() -> str:
    return os.environ["UBOT_TEST_DASHBOARD"]


@pytest.fixture
def phones_url() -> str:
    return os.environ["UBOT_TEST_PHONES"]


@pytest.fixture
def newcomer(dashboard_url: str, phones_url: str) -> Iterator[Newcomer]:
    """A person with a fresh voucher and phones of their own; the bot is deleted in the end."""
    number = f"1555{next(_numbers):06d}0"
    person = Newcomer(dashboard_url, phones_url, new_voucher(), number)
    yield person
    if person.session:
        run("ubot", "bot", "remove", "--yes", person.session)


@pytest.fixture
def deployed(newcomer: Newcomer) -> Newcomer:
    """Someone whose bot runs."""
    newcomer.redeem()
    newcomer.scan()
    newcomer.paired()
    newcomer.deploy()
    newcomer.active()
    return newcomer


@pytest.fixture
def kill() -> Callable[[str], None]:
    """SIGKILL for every process of a unit, without a warning."""

    def now(unit: str) -> None:
        run("systemctl", "kill", "--kill-whom=all", "--signal=KILL", unit)

    return now


def unit_is(unit: str, state: str) -> None:
    until(
        lambda: run("systemctl", "show", "--property=ActiveState", "--value", unit) == state,
        f"{unit} is {state}",
    )
