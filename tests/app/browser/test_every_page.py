"""What every page of the dashboard keeps to, in each of its states."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.app.browser.budget import SHIFT, WEIGHT, measure
from tests.app.browser.cast import Cast
from tests.app.browser.scenes import LAPTOP, PHONE, SCENES, Scene, opened
from tests.browser import too_wide

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

each = pytest.mark.parametrize("scene", SCENES, ids=[scene.name for scene in SCENES])


@each
@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "light"), (LAPTOP, "dark")])
def test_everybody_can_use_it(
    browser: Browser, made: Cast, scene: Scene, size: tuple[int, int], scheme: str
) -> None:
    with opened(browser, made, scene, size, scheme) as page:
        found = Axe().run(page, options={"runOnly": WCAG})
        assert found.violations_count == 0, found.generate_report()


@each
@pytest.mark.parametrize("width", [360, 2560])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_fits(browser: Browser, made: Cast, scene: Scene, width: int, language: str) -> None:
    with opened(browser, made, scene, (width, 800), locale=language) as page:
        assert too_wide(page) == 0
        assert page.evaluate("document.documentElement.dir") == (
            "rtl" if language == "ar" else "ltr"
        )


@each
def test_it_is_light_steady_quiet_and_alone(browser: Browser, made: Cast, scene: Scene) -> None:
    found = measure(browser, made, scene)
    assert found.complaints == [], "nothing in the console, nothing asked of others"
    assert found.shift <= SHIFT
    assert 0 < found.bytes < WEIGHT


@each
def test_it_means_something_without_scripts(browser: Browser, made: Cast, scene: Scene) -> None:
    bare = scene._replace(act=None)
    with opened(browser, made, bare, java_script_enabled=False) as page:
        assert page.locator("main h1").count() == 1
        assert len(page.locator("main").inner_text()) > 20
