"""What each page weighs, and how steady it is: the budgets of the dashboard.

python -m tests.app.browser.budget        prints a table; exits 1 where a page is over its budget
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page, Request, Response

from tests.app.browser.cast import Cast, cast
from tests.app.browser.scenes import PHONE, SCENES, Scene, opened, visit
from tests.app.browser.stage import stage
from tests.browser import REFUSALS, chromium

WEIGHT = 150_000  # bytes of a page with everything, nothing compressed
SHIFT = 0.01  # of the layout, as browsers count it: less than anybody sees

_WATCH = """
window.shifts = 0;
new PerformanceObserver(list => {
  for (const one of list.getEntries()) window.shifts += one.value;
}).observe({ type: "layout-shift", buffered: true });
"""
_DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"


@dataclass
class Measures:
    bytes: int = 0
    requests: int = 0
    shift: float = 0.0
    paint: float = 0.0  # milliseconds until something is to be seen
    complaints: list[str] = field(default_factory=list)

    def over(self) -> list[str]:
        """In what it is over its budget."""
        found = {"weight": not 0 < self.bytes < WEIGHT, "shift": self.shift > SHIFT}
        return [name for name, is_so in found.items() if is_so] + self.complaints


def measure(browser: Browser, made: Cast, scene: Scene, size: tuple[int, int] = PHONE) -> Measures:
    """The scene in a browser that has nothing of it yet, until its scripts have run."""
    found = Measures()
    with opened(browser, made, scene._replace(act=None), size, visited=False) as page:
        _listen(page, made.stage.url, found)
        page.add_init_script(_WATCH)
        visit(page, made, scene._replace(act=None))
        page.locator("html[data-ready]").wait_for(state="attached")
        page.evaluate(_DRAWN)
        found.shift = page.evaluate("window.shifts")
        found.paint = page.evaluate(_PAINT)
    return found


def _listen(page: Page, root: str, found: Measures) -> None:
    def answered(answer: Response) -> None:
        found.requests += 1
        found.bytes += _weight(answer)

    def asked(request: Request) -> None:
        if not request.url.startswith((root, "data:", "blob:")):
            found.complaints.append(f"asked for {request.url}")

    page.on("response", answered)
    page.on("request", asked)
    page.on("pageerror", lambda error: found.complaints.append(str(error)))
    page.on(
        "console",
        lambda said: (
            found.complaints.append(said.text)
            if said.type in ("error", "warning") and not REFUSALS.match(said.text)
            else None
        ),
    )


def _weight(answer: Response) -> int:
    if "text/event-stream" in (answer.headers.get("content-type") or ""):
        return 0  # it goes on for as long as the page is open
    return int(answer.headers.get("content-length") or len(answer.body()))


def main() -> int:
    over = 0
    say(f"{'page':<22}{'kB':>8}{'requests':>10}{'shift':>8}{'paint ms':>10}")
    with stage() as it, chromium() as browser:
        made = cast(it)
        for scene in SCENES:
            one = measure(browser, made, scene)
            wrong = one.over()
            over += bool(wrong)
            figures = (
                f"{one.bytes / 1000:>8.1f}{one.requests:>10}{one.shift:>8.3f}{one.paint:>10.0f}"
            )
            trouble = f"  over: {'; '.join(wrong)}" if wrong else ""
            say(f"{scene.name:<22}{figures}{trouble}")
    return int(over > 0)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
