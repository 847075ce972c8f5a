"""The scripts of the pages: what changes by itself, and what is never taken from who uses it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from app.services import sessions, watch
from tests.app.browser.stage import Stage
from tests.app.people import Bot, Holder
from tests.browser import PATIENCE


@pytest.fixture
def owner(empty_stage: Stage) -> Holder:
    """Somebody whose bot runs."""
    return empty_stage.deployed()


@pytest.fixture
def bot(empty_stage: Stage, owner: Holder) -> Bot:
    return empty_stage.bot(owner)


@pytest.fixture
def page(browser: Browser, empty_stage: Stage, owner: Holder) -> Iterator[Page]:
    """Their bot's page, from which a mark is gone when it is loaded again."""
    context = browser.new_context(reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.add_cookies([empty_stage.cookie(owner.id)])  # type: ignore[list-item]
    page = context.new_page()
    go(page, empty_stage, owner)
    yield page
    context.close()


def go(page: Page, stage: Stage, owner: Holder, tab: str = "") -> None:
    page.goto(f"{stage.url}/bots/{stage.handles[owner.id]}{tab}")
    page.locator("html[data-ready]").wait_for(state="attached")
    page.evaluate("document.body.dataset.mark = 'here'")


def is_same_page(page: Page) -> bool:
    return page.locator("body[data-mark]").count() == 1


def state(page: Page) -> str:
    return page.locator("[data-part=head] .state").inner_text()


def loses_link(page: Page, bot: Bot) -> None:
    bot.link("disconnected")
    expect(page.locator("[data-part=head] .state.bad")).to_be_visible()


def test_a_change_is_seen_without_loading_the_page(page: Page, bot: Bot) -> None:
    assert state(page) == "Connected"
    loses_link(page, bot)
    assert is_same_page(page)


def test_what_is_opened_stays_open_and_what_has_the_focus_keeps_it(page: Page, bot: Bot) -> None:
    page.locator("summary", has_text="Delete").click()
    page.get_by_role("checkbox").check()
    loses_link(page, bot)
    expect(page.locator("[data-part=events]")).to_contain_text("lost")
    expect(page.get_by_role("checkbox")).to_be_checked()
    expect(page.get_by_role("checkbox")).to_be_focused()


def test_what_is_being_typed_is_never_taken_away(page: Page) -> None:
    """The field is gone from the new part: it stays until it is left."""
    page.evaluate(
        """async () => {
          const { swap } = await import("/static/js/swap.js");
          const part = document.querySelector("[data-part=head]");
          part.removeAttribute("data-part"); // the stream has no say in this one
          swap(part, '<form action="/a"><input id="typed" value=""></form><p id="old">old</p>');
          window.become = (html) => swap(part, html);
        }"""
    )
    field = page.locator("#typed")
    field.press_sequentially("half a na")
    page.evaluate("become('<p>before</p><div><form action=\"/a\"><input id=typed></form></div>')")
    expect(field).to_have_value("half a na")
    expect(field).to_be_focused()
    page.evaluate("become('<p id=\"new\">new</p>')")
    expect(field).to_have_value("half a na")
    field.blur()
    expect(page.locator("#new")).to_be_visible()
    expect(field).to_have_count(0)


def test_a_form_is_sent_and_answered_on_the_page(page: Page) -> None:
    page.locator("summary", has_text="Restart").click()
    page.get_by_role("button", name="Restart the bot").click()
    expect(page.locator("#notices")).to_contain_text("being restarted")
    expect(page.locator("summary", has_text="Restart")).to_be_focused()
    assert is_same_page(page)


def test_a_form_is_sent_once_however_often_it_is_pressed(page: Page) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.locator("summary", has_text="Restart").click()
    button = page.get_by_role("button", name="Restart the bot")
    button.evaluate("button => { button.click(); button.click(); button.click(); }")
    expect(page.locator("#notices")).to_contain_text("being restarted")
    assert sent.count("POST") == 1


def test_without_a_network_it_says_so_and_the_form_stays(page: Page) -> None:
    page.locator("summary", has_text="Restart").click()
    page.route("**/restart", lambda route: route.abort())
    page.get_by_role("button", name="Restart the bot").click()
    expect(page.locator("#notices .refused")).to_contain_text("cannot be reached")
    expect(page.get_by_role("button", name="Restart the bot")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(page.locator("#notices")).to_be_empty()


def test_after_a_restart_of_the_server_nothing_was_missed(
    page: Page, empty_stage: Stage, bot: Bot
) -> None:
    """All streams are cut, and what happens then has happened when they are back."""
    expect(page.locator("[data-part=head] .state")).to_be_visible()
    watch.of(empty_stage.app).stop()
    bot.link("disconnected")
    del empty_stage.app.extensions["ubot.watcher"]  # that of the next process
    expect(page.locator("[data-part=head] .state.bad")).to_be_visible()
    assert is_same_page(page)


def test_where_streams_are_blocked_it_asks(
    page: Page, empty_stage: Stage, owner: Holder, bot: Bot
) -> None:
    page.route("**/stream?*", lambda route: route.abort())
    go(page, empty_stage, owner)
    loses_link(page, bot)
    assert is_same_page(page)


def test_a_page_that_is_not_live_says_so_and_stops_saying_it(
    page: Page, empty_stage: Stage, owner: Holder
) -> None:
    page.clock.install()
    for path in ("**/stream?*", "**/parts?*"):
        page.route(path, lambda route: route.abort())
    go(page, empty_stage, owner)
    page.clock.run_for(5_000)
    expect(page.locator(".stale")).to_be_empty()
    page.clock.run_for(6_000)
    expect(page.locator(".stale")).to_contain_text("not live")
    page.unroute_all()
    page.clock.run_for(40_000)
    expect(page.locator(".stale")).to_be_empty()


def test_a_bot_that_is_deleted_elsewhere_is_gone_here(
    page: Page, empty_stage: Stage, owner: Holder
) -> None:
    with empty_stage.app.app_context():
        sessions.remove(owner.id)
    expect(page.locator("h1")).to_contain_text("no such session")


def test_a_tab_in_the_background_holds_no_stream_and_catches_up(
    page: Page, empty_stage: Stage, owner: Holder, bot: Bot
) -> None:
    page.clock.install()
    go(page, empty_stage, owner)
    bot.link("disconnected")
    expect(page.locator("[data-part=head] .state.bad")).to_be_visible()
    hide(page, True)
    page.clock.run_for(61_000)
    with page.expect_request("**/stream?*since=*"):
        bot.link("connected")
        hide(page, False)
    expect(page.locator("[data-part=head] .state.good")).to_be_visible()
    assert is_same_page(page)


def hide(page: Page, hidden: bool) -> None:
    page.evaluate(
        """hidden => {
          Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
          document.dispatchEvent(new Event("visibilitychange"));
        }""",
        hidden,
    )


def test_the_key_is_copied(page: Page, owner: Holder) -> None:
    page.locator("summary", has_text="The key of this bot").click()
    page.locator("[data-copy]").click()
    expect(page.locator("[data-copy]")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == owner.id
    expect(page.locator("[data-copy]")).to_have_text("Copy")


def test_features_are_found_by_their_words(page: Page, empty_stage: Stage, owner: Holder) -> None:
    go(page, empty_stage, owner, "/features")
    before = page.locator("#features li:visible").count()
    page.locator("[data-search]").fill("stickér")
    assert 0 < page.locator("#features li:visible").count() < before
    page.locator("[data-search]").fill("qqzz")
    expect(page.locator("[data-none]")).to_be_visible()
    page.locator("[data-search]").fill("")
    assert page.locator("#features li:visible").count() == before


def test_moments_are_told_in_the_readers_zone_and_words(
    browser: Browser, empty_stage: Stage, owner: Holder
) -> None:
    context = browser.new_context(timezone_id="Asia/Kolkata", locale="es")
    context.add_cookies([empty_stage.cookie(owner.id)])  # type: ignore[list-item]
    page = context.new_page()
    go(page, empty_stage, owner)
    time = page.locator("time[data-local]").first
    expect(time).not_to_contain_text("UTC")
    assert "+5:30" in (time.get_attribute("title") or "")
    expect(page.locator("time[data-since]").first).to_have_text("1 d 2 h")
    context.close()
