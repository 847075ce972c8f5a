"""The log view with its script: it goes on by itself, and nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.app.browser.cast import DOWN
from tests.app.browser.stage import Stage
from tests.app.people import Holder
from tests.browser import PATIENCE
from units.protocol import LogLine

AT_END = "list => list.scrollHeight - list.scrollTop - list.clientHeight < 24"


class View:
    """The logs of one bot, and the bot that writes them."""

    def __init__(self, stage: Stage, bot: Holder, page: Page) -> None:
        self.stage, self._bot = stage, bot
        self.page = page
        self.list = page.locator("[data-logs]")
        self.lines = self.list.locator("li:visible span")

    def write(self, *texts: str, priority: int = 6) -> None:
        self.stage.log(self._bot, [(priority, text) for text in texts])

    def rotate(self) -> None:
        """The journal forgets all that it has."""
        self.stage.broker.lines[self._bot.id].clear()

    def falls_asleep(self) -> None:
        self.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")

    def wakes(self) -> None:
        self.page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")

    def line(self, text: str) -> Locator:
        return self.list.get_by_text(text, exact=True)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def has(self, *texts: str) -> None:
        expect(self.lines).to_have_text(list(texts))

    def is_at_end(self) -> None:
        self.page.wait_for_function(AT_END, arg=self.list.element_handle())


@pytest.fixture
def context(browser: Browser, empty_stage: Stage) -> Iterator[BrowserContext]:
    made = browser.new_context(timezone_id="Asia/Kolkata", viewport={"width": 800, "height": 700})
    made.set_default_timeout(PATIENCE)
    yield made
    made.close()


@pytest.fixture
def view(context: BrowserContext, empty_stage: Stage) -> View:
    bot = empty_stage.deployed()
    context.add_cookies([empty_stage.cookie(bot.id)])  # type: ignore[list-item]
    made = View(empty_stage, bot, context.new_page())
    made.write("first", "second")
    made.page.goto(f"{empty_stage.url}/bots/{empty_stage.handles[bot.id]}/logs")
    expect(made.button("Pause")).to_be_visible()
    return made


def fails(*_: object, **__: object) -> list[LogLine]:
    raise DOWN


def many(count: int) -> Sequence[str]:
    return [f"line {i}" for i in range(count)]


def test_new_lines_come_by_themselves_at_the_end(view: View) -> None:
    view.has("first", "second")
    view.write(*many(60))
    expect(view.lines).to_have_count(62)
    view.is_at_end()
    view.write("<b>one more</b>", priority=3)
    view.line("Error <b>one more</b>").wait_for()
    view.is_at_end()


def test_times_are_those_of_the_reader(view: View) -> None:
    view.write("third")
    view.line("third").wait_for()
    for time in view.list.locator("time").all():
        moment, said = time.get_attribute("datetime"), time.inner_text()
        shown = view.page.evaluate("at => new Date(at).toLocaleString('sv')", moment)
        assert said == shown
        assert moment
        assert said[11:13] != moment[11:13], "not those of UTC"
    expect(view.page.get_by_text("Times are in your time zone.")).to_be_visible()


def test_a_pause_keeps_what_comes_for_later(view: View) -> None:
    view.button("Pause").click()
    view.write("third", "fourth")
    expect(view.page.get_by_text("New lines: 2")).to_be_visible()
    view.has("first", "second")
    view.button("Follow").click()
    view.has("first", "second", "third", "fourth")
    expect(view.page.get_by_text("New lines:")).to_be_hidden()
    view.write("fifth")
    view.line("fifth").wait_for()


def test_who_reads_further_up_is_not_pulled_away(view: View) -> None:
    view.write(*many(100))
    expect(view.lines).to_have_count(102)
    expect(view.button("Jump to the end")).to_be_hidden()
    view.list.evaluate("list => { list.scrollTop = 0; }")
    expect(view.button("Jump to the end")).to_be_visible()
    view.write("news")
    expect(view.page.get_by_text("New lines: 1")).to_be_visible()
    assert view.list.evaluate("list => list.scrollTop") == 0
    view.button("Jump to the end").click()
    view.is_at_end()
    expect(view.page.get_by_text("New lines:")).to_be_hidden()
    expect(view.button("Jump to the end")).to_be_hidden()


def test_the_filter_works_while_one_types_and_on_what_comes(view: View) -> None:
    view.write("weather is slow", priority=4)
    view.line("Warning weather is slow").wait_for()
    view.page.get_by_label("Text").fill("WEATHER")
    view.has("Warning weather is slow")
    view.write("nothing of it", "Weather is fine")
    view.has("Warning weather is slow", "Weather is fine")
    view.page.get_by_label("Level").select_option("Errors only")
    expect(view.page.get_by_text("No line is like that.")).to_be_visible()
    assert view.page.url.endswith("?q=WEATHER&level=error")
    link = view.page.get_by_role("link", name="Download").get_attribute("href")
    assert link
    assert link.endswith("/logs.txt?q=WEATHER&level=error")
    view.page.get_by_label("Level").select_option("Everything")
    view.page.get_by_label("Text").fill("")
    expect(view.lines).to_have_count(5)


def test_a_page_with_a_filter_can_be_widened(view: View) -> None:
    view.page.get_by_label("Text").fill("second")
    view.button("Find").click()
    view.page.wait_for_url("**/logs?q=second&level=")
    view.has("second")
    view.page.get_by_label("Text").fill("")
    view.has("first", "second")


def test_a_tab_that_slept_gets_what_it_missed(view: View) -> None:
    view.write("third")
    view.line("third").wait_for()
    view.falls_asleep()
    view.write(*many(300))
    view.has("first", "second", "third")
    view.wakes()
    view.has("first", "second", "third", *many(300))


def test_lines_that_are_gone_are_said_to_be_gone(view: View) -> None:
    view.write("third")
    view.line("third").wait_for()
    view.falls_asleep()
    view.write("missed")
    view.rotate()
    view.write("fourth")
    view.wakes()
    view.line("fourth").wait_for()
    expect(view.list.locator("li:visible")).to_contain_text(
        ["first", "second", "third", "Older lines are gone", "fourth"]
    )
    view.page.get_by_label("Text").fill("fourth")
    expect(view.list.locator("li:visible")).to_contain_text(["Older lines are gone", "fourth"])


def test_a_broker_that_answers_again_is_complained_of_no_more(view: View) -> None:
    broker = view.stage.broker
    told = broker.logs
    broker.logs = fails  # type: ignore[method-assign]
    view.page.reload()
    expect(view.page.get_by_text(DOWN.message)).to_be_visible()
    view.has()
    broker.logs = told  # type: ignore[method-assign]
    view.has("first", "second")
    expect(view.page.get_by_text(DOWN.message)).to_be_hidden()


def test_a_page_does_not_grow_for_ever(view: View) -> None:
    view.page.evaluate(
        """async () => (await import("/static/js/logs.js")).append(
             Array.from({length: 2500}, (_, i) => (
               {at: "2026-01-02T03:04:05.678Z", level: "info", text: `line ${i}`})))"""
    )
    expect(view.list.locator("li")).to_have_count(2000)
    view.is_at_end()
    expect(view.line("line 2499")).to_be_visible()
