"""Browsers and phones for those who visit the dashboard."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator

import pytest
import requests
from playwright.sync_api import Browser

from tests.system.conftest import new_voucher, run
from tests.system.dashboard.visitor import Visitor
from tests.system.newcomer import Phone

_numbers = itertools.count(int.from_bytes(os.urandom(3), "big") % 900_000)


@pytest.fixture
def voucher() -> str:
    return new_voucher()


@pytest.fixture
def phone(phones_url: str) -> Phone:
    """One that nobody else has."""
    return Phone(phones_url, f"1556{next(_numbers):06d}0")


@pytest.fixture
def friend(phone: Phone, phones_url: str) -> Phone:
    return Phone(phones_url, phone.number[:-1] + "7")


@pytest.fixture
def visits(browser: Browser, dashboard_url: str, phone: Phone) -> Iterator[Callable[..., Visitor]]:
    """Makes people who share one phone, each with a browser of their own."""
    made: list[Visitor] = []

    def visit(**options: bool) -> Visitor:
        made.append(Visitor(browser, dashboard_url, phone, **options))
        return made[-1]

    yield visit
    for one in made:
        one.close()


@pytest.fixture
def alice(visits: Callable[..., Visitor]) -> Visitor:
    return visits()


@pytest.fixture
def operator(visits: Callable[..., Visitor]) -> Visitor:
    """Signed in by a one-time link, as `scripts/run` prints one."""
    one = visits()
    one.page.goto(run("ubot", "user", "create-admin", "--link", "--url", one.dashboard))
    one.button("Sign in").click()
    one.page.wait_for_url("**/operator/")
    return one


@pytest.fixture
def fault(phones_url: str) -> Iterator[Callable[..., int]]:
    """Lets something go wrong with WhatsApp; it is over at the end of the test."""
    made: list[int] = []

    def begin(name: str, **options: object) -> int:
        answer = requests.post(
            f"{phones_url}/api/faults", json={"fault": name, **options}, timeout=30
        )
        assert answer.ok, answer.text
        made.append(answer.json()["id"])
        return made[-1]

    yield begin
    for one in made:
        requests.delete(f"{phones_url}/api/faults/{one}", timeout=30)


@pytest.fixture
def over(phones_url: str) -> Callable[[int], None]:
    """Ends a fault."""

    def end(number: int) -> None:
        assert requests.delete(f"{phones_url}/api/faults/{number}", timeout=30).ok

    return end
