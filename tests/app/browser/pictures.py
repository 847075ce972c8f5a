"""Takes the pictures of every page of the dashboard: two widths, light and dark.

python -m tests.app.browser.pictures FOLDER [NAME…]
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from tests.app.browser.cast import Cast, cast
from tests.app.browser.scenes import LAPTOP, PHONE, SCENES, Scene, opened
from tests.app.browser.stage import stage
from tests.browser import chromium, too_wide

TALLEST = 2600  # pixels of the page: below it there is more of the same
LEFT = {"qr": 20, "code": 160}  # seconds that a code is good for, as people see them
GREYS = 32  # black, white, and what smooths their edges


def main(folder: Path, names: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with stage() as it, chromium() as browser:
        made = cast(it)
        for scene in SCENES:
            if names and scene.name not in names:
                continue
            for size in (PHONE, LAPTOP):
                for scheme in ("light", "dark"):
                    take(browser, made, scene, folder, size, scheme)
            sys.stderr.write(f"{scene.name}\n")


def take(
    browser: Browser, made: Cast, scene: Scene, folder: Path, size: tuple[int, int], scheme: str
) -> None:
    if scene.bot in LEFT:
        made.stage.show_code(made.bots[scene.bot], scene.bot, LEFT[scene.bot])
    with opened(browser, made, scene, size, scheme) as page:
        page.wait_for_load_state("load")
        height = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
        page.set_viewport_size({"width": size[0], "height": max(size[1], height)})
        if too_wide(page):
            sys.stderr.write(f"{scene.name}: wider than {size[0]} pixels\n")
        picture = Image.open(io.BytesIO(page.screenshot())).convert("L")
    small = picture.quantize(GREYS, dither=Image.Dither.NONE)
    small.save(folder / f"{scene.name}-{size[0]}-{scheme}.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
