"""A new person with nothing but a browser: the dashboard in one tab, a phone in another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import PATIENCE
from tests.system.newcomer import Newcomer


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def test_a_bot_is_linked_from_the_dashboard_deployed_and_talked_to(
    page: Page, newcomer: Newcomer, dashboard_url: str, phones_url: str
) -> None:
    owner, friend = newcomer.owner.number, newcomer.friend.number
    page.goto(f"{phones_url}/phones/{owner}#/devices")
    page.get_by_text("Straight from the dashboard").click()
    bookmark = page.get_by_role("link", name="Scan with").get_attribute("href")
    assert bookmark

    page.goto(dashboard_url)
    page.get_by_label("Voucher").fill(newcomer.voucher)
    page.get_by_role("button", name="Redeem").click()
    page.get_by_role("button", name="Show the QR code").click()
    expect(page.locator("img.qr")).to_be_visible(timeout=PATIENCE)
    with page.context.expect_page() as opened:
        page.evaluate(bookmark.removeprefix("javascript:"))
    phone = opened.value
    phone.get_by_role("button", name="Link it").click()
    devices = phone.get_by_role("list", name="Linked devices")
    expect(devices).to_contain_text("Device 1", timeout=PATIENCE)

    page.get_by_label("Name of the bot").fill("Browser")
    page.get_by_role("button", name="Deploy").last.click()
    expect(page.get_by_role("heading", name="Browser runs")).to_be_visible(timeout=PATIENCE)

    phone.goto(f"{phones_url}/phones/{friend}#/chat/{owner}")
    composer = phone.get_by_role("textbox", name="Message")
    composer.fill(".calc 2+3*4")
    composer.press("Enter")
    answer = phone.get_by_role("log", name="Messages").get_by_text("14", exact=True)
    expect(answer).to_be_visible(timeout=PATIENCE)

    page.get_by_role("link", name="Go to your bot").click()
    page.get_by_text("Delete", exact=True).click()
    page.get_by_label("I am sure").check()
    page.get_by_role("button", name="Delete for ever").click()
    expect(page.get_by_label("Voucher")).to_be_visible(timeout=PATIENCE)
