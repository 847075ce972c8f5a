"""The pages of a bot that runs: what they say is true, what they change is changed."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.system.conftest import run
from tests.system.dashboard.visitor import SLOW, Visitor
from tests.system.newcomer import Phone
from tests.until import until

PASSWORD = "correct horse battery"


def test_what_happens_is_seen_without_loading_the_page(
    alice: Visitor, voucher: str, friend: Phone
) -> None:
    alice.has_a_bot(voucher, "Live")
    friend.ask(alice.phone.number, ".ping", "ong")
    facts = alice.page.locator("[data-part=health]")
    expect(facts).not_to_contain_text("none yet", timeout=SLOW)
    expect(alice.page.locator("[data-part=pulse] svg").first).to_be_visible(timeout=120_000)
    alice.phone.post("unlink", device=1)
    expect(alice.page.get_by_text("unlinked").first).to_be_visible(timeout=SLOW)


def test_a_switch_acts_on_the_bot(alice: Visitor, voucher: str, friend: Phone) -> None:
    alice.has_a_bot(voucher, "Switched")
    alice.tab("Features")
    switch = alice.page.get_by_role("switch", name="Fun", exact=True)
    expect(switch).to_have_attribute("aria-checked", "true")
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "false")
    alice.is_obeyed()
    friend.ask(alice.phone.number, ".joke", "switched off")
    alice.page.get_by_label("Search features and commands").fill("weather")
    expect(alice.page.get_by_role("switch", name="Search", exact=True)).to_be_visible()
    expect(switch).to_be_hidden()


def test_settings_go_both_ways(alice: Visitor, voucher: str, friend: Phone) -> None:
    alice.has_a_bot(voucher, "Set")
    alice.tab("Settings")
    alice.page.get_by_label("Prefix").fill("!")
    alice.button("Save").first.click()
    alice.sees("saved")
    alice.is_obeyed()
    friend.ask(alice.phone.number, "!ping", "ong")
    alice.phone.ask(alice.phone.number, "!setvar default_language es", "")
    alice.tab("Overview")
    alice.tab("Settings")

    def spanish() -> bool:
        alice.page.reload()
        return alice.page.get_by_label("Language").first.input_value() == "es"

    until(spanish, "what was set in a chat is seen here")


def test_logs_come_by_themselves(alice: Visitor, voucher: str) -> None:
    alice.has_a_bot(voucher, "Chatty")
    alice.tab("Logs")
    lines = alice.page.locator("[data-logs] li")
    expect(lines.first).to_be_visible(timeout=SLOW)
    before = lines.count()
    alice.button("Pause").click()
    run("ubot", "bot", "restart", _id(alice))
    expect(alice.page.locator("[data-logs-waiting]")).to_contain_text("New lines", timeout=SLOW)
    assert lines.count() == before, "paused"
    alice.button("Follow").click()
    expect(alice.page.get_by_text("starting").last).to_be_visible(timeout=SLOW)
    with alice.page.expect_download() as download:
        alice.page.get_by_role("link", name="Download").click()
    assert "Starting bot-" in download.value.path().read_text()


def test_pause_start_and_restart(alice: Visitor, voucher: str, friend: Phone) -> None:
    alice.has_a_bot(voucher, "Tired")
    alice.page.get_by_text("Pause", exact=True).click()
    alice.button("Pause the bot").click()
    expect(alice.page.locator(".state", has_text="Paused").first).to_be_visible(timeout=SLOW)
    friend.send(alice.phone.number, ".calc 20+3")
    alice.page.get_by_text("Start", exact=True).first.click()
    start = alice.page.get_by_role("button", name="Start the bot")
    if start.count():
        start.click()
    alice.is_connected()
    friend.expect(lambda m: "23" in (m["text"] or ""), "the answer to what waited", 60)


def test_another_phone(visits: Callable[..., Visitor], voucher: str, friend: Phone) -> None:
    alice = visits()
    alice.has_a_bot(voucher, "Moving")
    alice.page.get_by_text("Link another phone", exact=True).click()
    alice.button("End this link and link anew").click()
    expect(alice.heading("Link WhatsApp again")).to_be_visible(timeout=SLOW)
    alice.asks_for_qr()
    picture = alice.qr()
    friend.post("scan", qr=picture)
    alice.runs("Moving")
    expect(alice.page.get_by_text(friend.number).first).to_be_visible()


def test_a_restarted_server_is_not_noticed(alice: Visitor, voucher: str) -> None:
    alice.has_a_bot(voucher, "Steady")
    run("systemctl", "restart", "ubot-web")
    run("ubot", "bot", "stop", _id(alice))
    expect(alice.page.locator(".state", has_text="Paused").first).to_be_visible(timeout=SLOW)


def test_an_account_finds_its_bot_on_another_device(
    visits: Callable[..., Visitor], voucher: str
) -> None:
    here, there = visits(), visits()
    name = f"olivia{here.phone.number}"
    here.has_a_bot(voucher, "Kept")
    here.page.get_by_text("The key of this bot").click()
    key = here.page.locator("details[open] code").first.inner_text()
    here.goto("/account/new")
    here.page.get_by_label("Name", exact=True).fill(name)
    for field in here.page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    here.button("Make the account").click()
    here.page.wait_for_url(lambda url: "/account/new" not in url)
    there.goto("/sign-in")
    there.page.get_by_label("Name", exact=True).fill(name)
    there.page.get_by_label("Password").fill(PASSWORD)
    there.button("Sign in").click()
    expect(there.heading("Kept")).to_be_visible()
    stranger = visits()
    stranger.goto()
    stranger.page.get_by_text("I already have a bot").click()
    stranger.page.get_by_label("The key of your bot").fill(key)
    stranger.button("Open").click()
    stranger.sees("belongs to an account")


def _id(visitor: Visitor) -> str:
    """The beginning of the bot's id, which `ubot` takes, from the operator's list."""
    for line in run("ubot", "bot", "list").splitlines():
        if visitor.phone.number in line:
            return line[:8]
    raise AssertionError("the bot is listed")
