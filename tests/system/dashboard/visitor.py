"""Somebody with a browser and a phone, who does what a person would: read, click, type, wait."""

from __future__ import annotations

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser import PATIENCE
from tests.system.newcomer import Phone, qr_text

SLOW = 60_000  # milliseconds: a phone links, a bot starts


class Visitor:
    def __init__(
        self, browser: Browser, dashboard: str, phone: Phone, scripts: bool = True
    ) -> None:
        self.context: BrowserContext = browser.new_context(java_script_enabled=scripts)
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()
        self.phone = phone
        self.dashboard = dashboard
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def close(self) -> None:
        self.context.close()
        assert self.complaints == [], "the scripts had no errors"

    def goto(self, path: str = "/") -> None:
        self.page.goto(self.dashboard + path)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def heading(self, name: str) -> Locator:
        return self.page.get_by_role("heading", name=name)

    def sees(self, text: str, wait: float = SLOW) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=wait)

    def redeem(self, voucher: str) -> None:
        self.goto()
        self.page.get_by_label("Voucher").fill(voucher)
        self.button("Redeem").click()
        expect(self.heading("Link WhatsApp")).to_be_visible()

    def asks_for_qr(self, button: str = "Show the QR code") -> None:
        self.button(button).first.click()

    def qr(self) -> str:
        """What the phone's camera reads from the page."""
        picture = self.page.locator("img.qr")
        expect(picture).to_be_visible(timeout=SLOW)
        source = picture.get_attribute("src")
        assert source
        return qr_text(source)

    def scans(self) -> None:
        self.phone.post("scan", qr=self.qr())

    def asks_for_code(self, number: str = "") -> str:
        self.page.get_by_role("textbox", name="Phone number").first.fill(
            number or f"+{self.phone.number}"
        )
        self.button("Get a code").first.click()
        code = self.page.locator(".pairing-code")
        expect(code).to_be_visible(timeout=SLOW)
        return code.inner_text().strip()

    def is_linked(self) -> None:
        expect(self.page.get_by_label("Name of the bot")).to_be_visible(timeout=SLOW)

    def deploys(self, name: str) -> None:
        self.page.get_by_label("Name of the bot").fill(name)
        self.button("Deploy").last.click()

    def runs(self, name: str) -> None:
        expect(self.heading(f"{name} runs")).to_be_visible(timeout=SLOW)

    def opens_the_bot(self) -> None:
        self.page.get_by_role("link", name="Go to your bot").click()
        self.is_connected()

    def is_connected(self) -> None:
        expect(self.page.locator(".state", has_text="Connected").first).to_be_visible(timeout=SLOW)

    def is_obeyed(self) -> None:
        """The bot acts on what was changed on this page."""
        self.page.reload()
        expect(self.page.get_by_text("The bot is taking up")).to_have_count(0, timeout=SLOW)

    def handle(self) -> str:
        return self.page.url.split("/bots/")[1].split("/")[0]

    def tab(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=True).click()

    def has_a_bot(self, voucher: str, name: str) -> None:
        """The whole way at once, by QR."""
        self.redeem(voucher)
        self.asks_for_qr()
        self.scans()
        self.is_linked()
        self.deploys(name)
        self.runs(name)
        self.opens_the_bot()

    def deletes_the_bot(self) -> None:
        self.page.get_by_text("Delete", exact=True).click()
        self.page.get_by_label("I am sure").check()
        self.button("Delete for ever").click()
        expect(self.page.get_by_label("Voucher")).to_be_visible()
