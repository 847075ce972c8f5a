"""From a voucher to a bot that answers, as somebody new does it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.system.dashboard.visitor import Visitor
from tests.system.newcomer import Phone
from tests.until import until


def test_by_qr(alice: Visitor, voucher: str, friend: Phone) -> None:
    """One page from the voucher on: nothing is loaded anew by hand."""
    alice.has_a_bot(voucher, "Shop")
    friend.ask(alice.phone.number, ".calc 2+3*4", "14")
    alice.deletes_the_bot()


def test_by_code(alice: Visitor, voucher: str, friend: Phone) -> None:
    alice.redeem(voucher)
    code = alice.asks_for_code()
    alice.phone.post("enter-code", code=code)
    alice.is_linked()
    alice.deploys("Typed")
    alice.runs("Typed")
    friend.ask(alice.phone.number, ".ping", "ong")


def test_without_scripts(visits: Callable[..., Visitor], voucher: str) -> None:
    """Forms and links do all of it."""
    alice = visits(scripts=False)
    alice.redeem(voucher)
    alice.asks_for_qr()
    alice.scans()

    def goes_on() -> bool:
        alice.page.reload()
        return alice.page.get_by_label("Name of the bot").is_visible()

    until(goes_on, "the phone is linked", 60, every=1)
    alice.deploys("Plain")
    alice.runs("Plain")


def test_a_closed_tab_goes_on_where_it_was(alice: Visitor, voucher: str) -> None:
    alice.redeem(voucher)
    code = alice.asks_for_code()
    address = alice.page.url
    alice.page.close()
    alice.page = alice.context.new_page()
    alice.page.goto(address)
    expect(alice.page.locator(".pairing-code")).to_have_text(code)
    alice.phone.post("enter-code", code=code)
    alice.is_linked()
    alice.page.close()
    alice.page = alice.context.new_page()
    alice.goto()
    alice.page.get_by_role("link", name="Go to your bot").click()
    alice.is_linked()


def test_the_key_opens_the_bot_in_another_browser(
    visits: Callable[..., Visitor], voucher: str
) -> None:
    here, there = visits(), visits()
    here.redeem(voucher)
    here.page.get_by_text("Go on later, or on another device").click()
    key = here.page.locator("code").first.inner_text()
    there.page.goto(here.page.url)
    expect(there.heading("There is no such session")).to_be_visible()
    there.goto()
    there.page.get_by_text("I already have a bot").click()
    there.page.get_by_label("The key of your bot").fill(key)
    there.button("Open").click()
    expect(there.heading("Link WhatsApp")).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("UBOT-2222-2222-2222", "Voucher not found"),
        ("hello", "This is not a voucher code"),
    ],
)
def test_a_bad_voucher_is_told(alice: Visitor, typed: str, said: str) -> None:
    alice.goto()
    alice.page.get_by_label("Voucher").fill(typed)
    alice.button("Redeem").click()
    alice.sees(said)


def test_a_used_voucher_is_told(visits: Callable[..., Visitor], voucher: str) -> None:
    visits().redeem(voucher)
    late = visits()
    late.goto()
    late.page.get_by_label("Voucher").fill(voucher)
    late.button("Redeem").click()
    late.sees("Voucher already used")
