"""What every page of the dashboard keeps to, in each of its states."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.app.browser.budget import measure
from tests.app.browser.cast import Cast
from tests.app.browser.scenes import LAPTOP, PHONE, SCENES, Scene, opened
from tests.browser import too_wide

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW, WIDE = 360, 2560  # pixels
# how many pictures have another shape than theirs
DISTORTED = """[...document.images].filter(
  ({clientWidth: w, clientHeight: h, naturalWidth, naturalHeight}) =>
    Math.abs(w / h - naturalWidth / naturalHeight) > .01).length"""

each = pytest.mark.parametrize("scene", SCENES, ids=[scene.name for scene in SCENES])


@each
def test_everybody_can_use_it(browser: Browser, made: Cast, scene: Scene) -> None:
    with opened(browser, made, scene, PHONE) as page:
        judge(page)
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})
        judge(page)


def judge(page: Page) -> None:
    found = Axe().run(page, options={"runOnly": WCAG})
    assert found.violations_count == 0, found.generate_report()


@each
@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_it_fits(
    browser: Browser, made: Cast, scene: Scene, language: str, direction: str
) -> None:
    with opened(browser, made, scene, (NARROW, 800), locale=language) as page:
        assert page.evaluate("document.documentElement.dir") == direction
        assert too_wide(page) == 0
        assert page.evaluate(DISTORTED) == 0
        page.set_viewport_size({"width": WIDE, "height": 800})
        assert too_wide(page) == 0
        assert page.evaluate(DISTORTED) == 0


@each
def test_it_is_light_steady_quiet_and_alone(browser: Browser, made: Cast, scene: Scene) -> None:
    found = measure(browser, made, scene)
    assert found.over() == [], str(found)


@each
def test_it_means_something_without_scripts(browser: Browser, made: Cast, scene: Scene) -> None:
    bare = scene._replace(act=None)
    with opened(browser, made, bare, java_script_enabled=False) as page:
        assert page.locator("main h1").count() == 1
        assert len(page.locator("main").inner_text()) > 20
