"""Who has no mouse gets to everything, and sees where they are."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.app.browser.cast import Cast
from tests.app.browser.scenes import SCENES, Scene, opened

# the controls of the page, in its order
CONTROLS = """() => {
  const all = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
  window.controls = [...document.querySelectorAll(all)].filter((one) =>
    one.checkVisibility() && !one.disabled && one.tabIndex >= 0);
  return window.controls.length;
}"""
# where one is: the control's place, whether it is marked, and whether it is seen
WHERE = """() => {
  const at = document.activeElement, style = getComputedStyle(at);
  const box = at.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    place: window.controls.indexOf(at), words: at.outerHTML.slice(0, 200),
    marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    seen: at.contains(top) || Boolean(top?.contains(at)),
  };
}"""


@pytest.mark.parametrize("scene", SCENES, ids=[scene.name for scene in SCENES])
def test_tab_leads_to_every_control(browser: Browser, made: Cast, scene: Scene) -> None:
    with opened(browser, made, scene) as page:
        count = page.evaluate(CONTROLS)
        places = walk(page, count)
        assert set(places) == set(range(count)), "none is left out"
        first = places.index(0)  # where the page has the focus in a field, one begins behind it
        for part in (places[:first], places[first:]):
            assert part == sorted(part), "they follow each other as they stand on the page"


def walk(page: Page, count: int) -> list[int]:
    """The places that the tab key leads to until there are `count`; each is marked and seen."""
    places: list[int] = []
    for _ in range(2 * count + 10):
        page.keyboard.press("Tab")
        at = page.evaluate(WHERE)
        if at["place"] < 0:
            continue  # the window itself, or a box that scrolls
        assert at["marked"], f"nobody sees that this has the focus: {at['words']}"
        assert at["seen"], f"this has the focus and is hidden: {at['words']}"
        places.append(at["place"])
        if len(set(places)) == count:
            break
    return places
