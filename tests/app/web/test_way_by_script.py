"""The way with scripts, in Debian's Chromium: nobody has to load anything anew."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from app.services import sessions
from tests.app.browser.stage import Stage, stage
from tests.app.people import Bot
from tests.browser import PATIENCE
from tests.until import until

SHIFTS = """window.shifts = 0; new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifts += one.value;
}).observe({ type: "layout-shift" })"""


@pytest.fixture
def platform() -> Iterator[Stage]:
    with stage() as it:
        yield it


@pytest.fixture
def page(browser: Browser, platform: Stage) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def code(platform: Stage) -> str:
    return platform.operator.voucher()


class Phone:
    """Alice's bot, whose codes come when they are let go."""

    def __init__(self, platform: Stage, page: Page) -> None:
        with platform.app.app_context():
            (session,) = sessions.listing()
        self.bot = Bot(platform.client, session.id)
        self.asked: list[threading.Event] = []
        platform.broker.on_pair = self._pair

    def _pair(self, _config: object, how: Any) -> None:
        let_go = threading.Event()
        self.asked.append(let_go)
        show = self.bot.show_qr if how.method == "qr" else self.bot.show_code
        threading.Thread(target=lambda: let_go.wait(20) and show()).start()

    def shows_it(self) -> None:
        until(lambda: self.asked, "a code is asked for")
        self.asked.pop().set()


@pytest.fixture
def phone(platform: Stage, page: Page, code: str) -> Phone:
    """A voucher has been entered."""
    page.goto(platform.url)
    page.get_by_label("Voucher").fill(code)
    page.get_by_role("button", name="Redeem").click()
    page.get_by_role("heading", name="Link WhatsApp").wait_for()
    return Phone(platform, page)


def at_name(page: Page, phone: Phone) -> None:
    page.get_by_role("button", name="Show the QR code").click()
    phone.shows_it()
    page.get_by_alt_text("QR code").wait_for()
    phone.bot.paired()
    page.get_by_label("Name of the bot").wait_for()


class TestVoucher:
    def test_a_printed_cards_code_is_in_the_field_and_no_longer_in_the_address(
        self, platform: Stage, page: Page, code: str
    ) -> None:
        page.goto(f"{platform.url}/#{code}")
        expect(page.get_by_label("Voucher")).to_have_value(code)
        assert page.url == f"{platform.url}/"

    @pytest.mark.parametrize(
        "typed", ["ubot2y7mys5gdx86", "2y7m ys5g dx86", "UBOT-2Y7M-YS5G-DX86"]
    )
    def test_it_is_shown_as_it_stands_on_the_card(
        self, platform: Stage, page: Page, typed: str
    ) -> None:
        page.goto(platform.url)
        field = page.get_by_label("Voucher")
        page.locator("html[data-ready]").wait_for(state="attached")
        field.press_sequentially(typed)
        expect(field).to_have_value("UBOT-2Y7M-YS5G-DX86")

    def test_the_caret_stays_where_somebody_corrects_a_letter(
        self, platform: Stage, page: Page
    ) -> None:
        page.goto(f"{platform.url}/#UBOT-2Y7M-YS5G-DX86")
        field = page.get_by_label("Voucher")
        expect(field).to_have_value("UBOT-2Y7M-YS5G-DX86")
        field.evaluate("(it) => it.setSelectionRange(7, 7)")
        page.keyboard.press("Backspace")
        page.keyboard.type("3")
        expect(field).to_have_value("UBOT-237M-YS5G-DX86")
        assert field.evaluate("(it) => it.selectionStart") == 7


class TestLinking:
    def test_the_picture_comes_by_itself_and_moves_nothing(self, page: Page, phone: Phone) -> None:
        page.evaluate(SHIFTS)
        page.get_by_role("button", name="Show the QR code").click()
        page.get_by_text("Starting your bot’s own process").wait_for()
        phone.shows_it()
        page.get_by_alt_text("QR code").wait_for()
        expect(page.get_by_text("renews itself in")).to_contain_text("sec")
        assert page.evaluate("shifts") == 0

    def test_the_next_picture_and_the_next_station_come_by_themselves(
        self, page: Page, phone: Phone
    ) -> None:
        page.get_by_role("button", name="Show the QR code").click()
        phone.shows_it()
        picture = page.get_by_alt_text("QR code")
        first = picture.get_attribute("src")
        phone.bot.show_qr("2@the-next-one")
        expect(picture).not_to_have_attribute("src", first or "")
        phone.bot.paired()
        expect(page.get_by_role("heading", name="Name and features")).to_be_visible()
        assert page.get_by_text("already linked").count() == 0

    def test_a_wrong_number_stays_in_its_field_until_it_is_right(
        self, page: Page, phone: Phone
    ) -> None:
        field = page.get_by_label("Phone number")
        field.fill("0123")
        page.get_by_role("button", name="Get a code").click()
        page.get_by_text("Begin with the country code").wait_for()
        expect(field).to_have_value("0123")
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_be_focused()
        field.fill("+1 555 000 1234")
        page.keyboard.press("Enter")
        phone.shows_it()
        expect(page.get_by_text("ABCD-EFGH")).to_be_visible()

    def test_a_code_that_expires_says_so_and_another_is_one_press_away(
        self, page: Page, phone: Phone
    ) -> None:
        page.get_by_label("Phone number").fill("+15550001234")
        page.get_by_role("button", name="Get a code").click()
        phone.shows_it()
        page.get_by_text("ABCD-EFGH").wait_for()
        phone.bot.tell("pair.failed", reason="timeout", message="Too late.")
        page.get_by_role("button", name="Show a new code").click()
        phone.shows_it()
        expect(page.get_by_text("ABCD-EFGH")).to_be_visible()


def test_all_none_or_the_usual_features_are_one_press(page: Page, phone: Phone) -> None:
    at_name(page, phone)
    page.get_by_label("Name of the bot").fill("Typed")
    ticked = page.locator("#choices input:checked")
    for name, count in (("All", 16), ("None", 0), ("Recommended", 13)):
        page.get_by_role("button", name=name, exact=True).click()
        expect(ticked).to_have_count(count)
    expect(page.get_by_label("Name of the bot")).to_have_value("Typed")


def test_a_search_shows_what_is_meant(page: Page, phone: Phone) -> None:
    at_name(page, phone)
    page.get_by_label("Search the features").fill("voice note")
    expect(page.locator("#choices li:visible")).to_have_count(1)
    expect(page.get_by_label("Text to speech")).to_be_visible()
    page.get_by_label("Search the features").fill("zzz")
    expect(page.get_by_text("No feature has these words.")).to_be_visible()


def test_from_the_return_key_to_the_running_bot(platform: Stage, page: Page, phone: Phone) -> None:
    at_name(page, phone)
    platform.broker.comes_up_as[phone.bot.id] = {"active": "activating", "sub": "start"}
    page.get_by_label("Name of the bot").fill("My Bot")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Deploying My Bot").wait_for()
    platform.operator.reconcile()
    expect(page.locator(".story .running")).to_contain_text("Reaching WhatsApp")
    expect(page.locator(".story .running time[data-since]")).to_contain_text("sec")
    platform.broker.is_(phone.bot.id, active="failed", exit_status=78)
    platform.operator.reconcile()
    platform.broker.comes_up_as.clear()
    page.get_by_role("button", name="Try again").click()
    page.get_by_role("heading", name="Deploying My Bot").wait_for()
    platform.operator.reconcile()
    expect(page.get_by_role("heading", name="My Bot runs")).to_be_visible()
