"""The activity page with scripts: in the reader's time, and new by itself."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, expect

from botinstance.contract.activity import CLASSES
from tests.app.browser.stage import Stage
from tests.browser import PATIENCE

ZONE = "Asia/Kathmandu"  # 5:45 ahead


def test_what_a_bot_does_shows_by_itself_in_the_readers_time(
    browser: Browser, empty_stage: Stage
) -> None:
    bot = empty_stage.deployed()

    def does(received: int) -> None:
        latency = [received] + [0] * (CLASSES - 1)
        numbers = {"received": received, "sent": 0, "errors": 0, "commands": {}}
        empty_stage.bot(bot).tell("activity", at=at, latency=latency, **numbers)

    at = time.time()
    does(3)
    context = browser.new_context(timezone_id=ZONE)
    context.set_default_timeout(PATIENCE)
    context.add_cookies([empty_stage.cookie(bot.id)])  # type: ignore[list-item]
    page = context.new_page()
    page.goto(f"{empty_stage.url}/bots/{empty_stage.handles[bot.id]}/activity")

    expect(page.get_by_text("Times are those of Kathmandu.")).to_be_visible()
    hour = datetime.fromtimestamp(at, UTC).replace(minute=0).astimezone(ZoneInfo(ZONE))
    summary = page.locator("#messages-summary")
    expect(summary).to_have_text(f"3 in, 0 out. Busiest: {hour:%a %H:%M}.")
    page.get_by_text("The numbers as a table").click()
    does(4)
    expect(summary).to_have_text(f"7 in, 0 out. Busiest: {hour:%a %H:%M}.")
    expect(page.locator("tbody tr:last-child")).to_be_visible()
    context.close()
