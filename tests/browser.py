"""Chromium, and a page in it that must behave: quiet console, no other hosts, not too wide."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import (
    Browser,
    BrowserContext,
    BrowserType,
    ConsoleMessage,
    Page,
    Request,
    ViewportSize,
    expect,
    sync_playwright,
)

ARGUMENTS = (
    "--no-sandbox",
    "--no-proxy-server",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
)
PATIENCE = 30_000  # milliseconds
expect.set_options(timeout=PATIENCE)  # other tests want the processors, too
# what a browser says of each answer that is a refusal; the page tells people in words
REFUSALS = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        yield browser
        browser.close()


def launch(chromium: BrowserType, *arguments: str) -> Browser:
    path = shutil.which("chromium")
    assert path, "The page is tested in Chromium, and there is none: apt-get install chromium."
    return chromium.launch(executable_path=path, args=[*ARGUMENTS, *arguments])


class Visit:
    """Visitors of the page at `root`; `complaints` is what was wrong with it."""

    def __init__(self, browser: Browser, root: str, width: int = 1280, height: int = 800) -> None:
        self._browser = browser
        self._root = root
        self._size = ViewportSize(width=width, height=height)
        self._contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def open(self, path: str, like: Page | None = None) -> Page:
        """In a window of its own, or beside another page: what is behind one is slow to draw."""
        page = like.context.new_page() if like else self._window().new_page()
        page.goto(self._root + path)
        return page

    def close(self) -> None:
        for context in self._contexts:
            context.close()

    def _window(self) -> BrowserContext:
        context = self._browser.new_context(viewport=self._size)
        self._contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        context.on("request", self._requested)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        return context

    def _requested(self, request: Request) -> None:
        if not request.url.startswith((self._root, "data:", "blob:")):
            self.complaints.append(f"asked for {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not REFUSALS.match(message.text):
            self.complaints.append(message.text)


def too_wide(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    width: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return max(0, width)
