"""The operator's side, with bots that are real."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.system.dashboard.visitor import SLOW, Visitor


def test_vouchers_are_made_printed_and_used(
    operator: Visitor, visits: Callable[..., Visitor]
) -> None:
    operator.tab("Vouchers")
    operator.page.get_by_label("How many").fill("3")
    operator.button("Make").click()
    codes = operator.page.get_by_text("UBOT-")
    expect(codes.first).to_be_visible()
    code = codes.first.inner_text().strip().split()[0]
    operator.page.get_by_role("link", name="Print").first.click()
    expect(operator.page.locator("svg").first).to_be_visible()
    expect(operator.page.get_by_text(code).first).to_be_visible()
    visits().redeem(code)
    operator.goto("/operator/vouchers?state=used")
    expect(operator.page.get_by_text(code).first).to_be_visible()


def test_a_bot_is_suspended_and_released(
    operator: Visitor, visits: Callable[..., Visitor], voucher: str
) -> None:
    alice = visits()
    alice.has_a_bot(voucher, "Naughty")
    operator.goto(f"/operator/bots?q={alice.phone.number}")
    operator.page.get_by_role("link", name=re.compile("Manage.*Naughty")).click()
    operator.page.get_by_text("Suspend", exact=True).first.click()
    operator.page.get_by_role("button", name="Suspend").last.click()
    expect(alice.page.get_by_text("uspended").first).to_be_visible(timeout=SLOW)
    operator.goto("/operator/audit")
    expect(operator.page.get_by_text("admin").first).to_be_visible()


def test_it_is_told_what_is_well(operator: Visitor) -> None:
    operator.tab("Doctor")
    expect(operator.page.get_by_text("broker").first).to_be_visible()
    operator.tab("Settings")
    expect(operator.page.get_by_text("UBOT_SECRET_KEY").first).to_be_visible()
    for name in ("Bots", "Deployments", "Accounts", "Audit log", "Overview"):
        operator.tab(name)
        expect(operator.page.get_by_role("heading").first).to_be_visible()


def test_nobody_else_gets_in(alice: Visitor) -> None:
    alice.goto("/operator/vouchers")
    expect(alice.heading("Sign in")).to_be_visible()
