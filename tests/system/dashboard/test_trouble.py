"""Each way in which linking or starting fails: it is said why, and the next step works."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import requests
from playwright.sync_api import expect

from tests.system.dashboard.visitor import SLOW, Visitor

Fault = Callable[..., int]


@pytest.mark.parametrize(
    ("how", "title"),
    [
        ("passkey", "This account needs a passkey"),
        ("old-phone", "WhatsApp on the phone is too old"),
    ],
)
def test_the_phone_may_not_link(
    alice: Visitor, voucher: str, fault: Fault, over: Callable[[int], None], how: str, title: str
) -> None:
    alice.redeem(voucher)
    trouble = fault("no-link", device=alice.phone.number, how=how)
    alice.asks_for_qr()
    requests.post(f"{alice.phone.url}/scan", json={"qr": alice.qr()}, timeout=60)
    expect(alice.heading(title)).to_be_visible(timeout=SLOW)
    over(trouble)
    alice.page.locator("section[aria-labelledby=trouble] button").click()
    alice.scans()
    alice.is_linked()


@pytest.mark.parametrize(
    ("reason", "title"),
    [
        (402, "WhatsApp has restricted this account"),
        (403, "WhatsApp has restricted this account"),
    ],
)
def test_the_account_is_refused_after_the_phones_yes(
    alice: Visitor,
    voucher: str,
    fault: Fault,
    over: Callable[[int], None],
    reason: int,
    title: str,
) -> None:
    alice.redeem(voucher)
    trouble = fault("failure", device=f"{alice.phone.number}:1", reason=reason)
    alice.asks_for_qr()
    alice.scans()
    expect(alice.heading(title)).to_be_visible(timeout=SLOW)
    over(trouble)
    alice.page.locator("section[aria-labelledby=trouble] button").click()
    alice.scans()
    alice.is_linked()


def test_an_outdated_client_needs_no_second_scan(
    alice: Visitor, voucher: str, fault: Fault, over: Callable[[int], None]
) -> None:
    """The link was made: an update of the platform is all that is missing."""
    alice.redeem(voucher)
    trouble = fault("failure", device=f"{alice.phone.number}:1", reason=405)
    alice.asks_for_qr()
    alice.scans()
    expect(alice.heading("The platform needs an update")).to_be_visible(timeout=SLOW)
    over(trouble)
    alice.page.locator("section[aria-labelledby=trouble] button").click()
    alice.is_linked()


def test_a_wrong_code_leaves_the_right_one_good(alice: Visitor, voucher: str) -> None:
    alice.redeem(voucher)
    code = alice.asks_for_code()
    wrong = requests.post(f"{alice.phone.url}/enter-code", json={"code": "ZZZZ-ZZZZ"}, timeout=60)
    assert wrong.status_code >= 400, "the phone says so"
    alice.page.get_by_text("The phone says that the code is wrong").click()
    alice.sees("Look at each letter once more")
    alice.phone.post("enter-code", code=code)
    alice.is_linked()


def test_a_code_of_another_number_is_asked_anew(alice: Visitor, voucher: str) -> None:
    alice.redeem(voucher)
    other = "+" + alice.phone.number[:-1] + "3"
    first = alice.asks_for_code(other)
    alice.page.get_by_text("The phone says that the code is wrong").click()
    alice.page.get_by_role("textbox", name="Phone number").first.fill(f"+{alice.phone.number}")
    alice.button("Get a code").first.click()
    shown = alice.page.locator(".pairing-code")
    expect(shown).not_to_have_text(first, timeout=SLOW)
    alice.phone.post("enter-code", code=shown.inner_text().strip())
    alice.is_linked()


def test_a_number_that_is_none_is_told_and_kept(alice: Visitor, voucher: str) -> None:
    alice.redeem(voucher)
    field = alice.page.get_by_role("textbox", name="Phone number").first
    field.fill("0123")
    alice.button("Get a code").first.click()
    alice.sees("This is not a whole phone number")
    expect(field).to_have_value("0123")


def test_the_network_is_down_and_comes_back(
    alice: Visitor, voucher: str, fault: Fault, over: Callable[[int], None]
) -> None:
    alice.redeem(voucher)
    trouble = fault("refuse")
    alice.asks_for_qr()
    alice.sees("WhatsApp has not given a code yet")
    over(trouble)
    alice.page.get_by_role("button", name="Ask again").or_(
        alice.page.get_by_role("button", name="Try again")
    ).first.click()
    alice.scans()
    alice.is_linked()


@pytest.mark.timeout(400)
def test_a_code_expires_and_the_next_one_works(alice: Visitor, voucher: str) -> None:
    """A pairing code lives for 160 seconds, and nobody can make that quicker."""
    alice.redeem(voucher)
    alice.asks_for_code()
    expect(alice.heading("The code has expired")).to_be_visible(timeout=200_000)
    alice.button("Show a new code").click()
    code = alice.page.locator(".pairing-code")
    expect(code).to_be_visible(timeout=SLOW)
    alice.phone.post("enter-code", code=code.inner_text().strip())
    alice.is_linked()


def test_a_deployment_that_fails_is_tried_again_at_its_step(
    alice: Visitor, voucher: str, fault: Fault, over: Callable[[int], None]
) -> None:
    alice.redeem(voucher)
    alice.asks_for_qr()
    alice.scans()
    alice.is_linked()
    trouble = fault("failure", device=f"{alice.phone.number}:1", reason=402)
    alice.deploys("Unlucky")
    expect(alice.heading("does not run yet")).to_be_visible(timeout=SLOW)
    expect(alice.page.locator(".story .failed")).to_have_count(1)
    expect(alice.page.locator(".story .done").first).to_contain_text("Preparing its folder")
    over(trouble)
    alice.button("Try again").click()
    alice.runs("Unlucky")
