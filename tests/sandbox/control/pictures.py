"""Takes the pictures of the page for the documentation: people, a bot, a group, and some talk.

python -m tests.sandbox.control.pictures FOLDER
"""

from __future__ import annotations

import base64
import io
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from anyio.from_thread import start_blocking_portal
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page

from sandbox.control.serve import Sandbox, serve
from tests.browser import chromium, too_wide
from tests.sandbox.clients import Client
from tests.sandbox.control.api import Api
from tests.until import until

OLIVIA, BEN, MIA = "15550100", "15550101", "15550102"
SIZES = ((390, 844), (1280, 800))


class Scene(NamedTuple):
    name: str
    path: str
    ready: str  # the selector of what must be seen
    click: str = ""  # and of what is clicked then


def scenes(group: str) -> tuple[Scene, ...]:
    olivia = f"/phones/{OLIVIA}"
    return (
        Scene("start", "/", ".rows"),
        Scene("chats", olivia, "#chats .avatar"),
        Scene("chat", f"{olivia}#/chat/{BEN}", ".message .poll"),
        Scene(
            "actions",
            f"{olivia}#/chat/{BEN}",
            ".message .quote",
            "li:has(.quote) .bubble > .plain",
        ),
        Scene("group", f"{olivia}#/chat/{group}", ".message"),
        Scene("group-info", f"{olivia}#/info/{group}", ".rows .role"),
        Scene("devices", f"{olivia}#/devices", "#main .rows b"),
        Scene("faults", f"{olivia}#/faults", "#main .rows b"),
        Scene("profile", f"{olivia}#/profile", "#main output"),
    )


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with sandbox() as running, Api(running.phone) as api, bot(running, api):
        group = talk(api)
        with chromium() as browser:
            for width, height in SIZES:
                for scene in scenes(group):
                    take(browser, running.phone, scene, folder, (width, height))


def take(browser: Browser, root: str, scene: Scene, folder: Path, size: tuple[int, int]) -> None:
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=2 if width < 500 else 1,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(root + scene.path)
    page.locator(scene.ready).first.wait_for()
    settle(page)
    if scene.click:
        page.locator(scene.click).last.click(force=True)
        page.get_by_role("dialog").wait_for()
    assert too_wide(page) == 0, f"{scene.name} is too wide for {width} pixels"
    page.screenshot(path=folder / f"sandbox-{scene.name}-{width}.png")
    context.close()


def settle(page: Page) -> None:
    """All pictures are there, and what was read is told."""
    complete = "[...document.images].every((image) => image.complete)"
    until(lambda: page.evaluate(complete), "all pictures on the page")
    page.wait_for_timeout(500)


@contextmanager
def sandbox() -> Iterator[Sandbox]:
    with (
        tempfile.TemporaryDirectory() as state,
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(serve(Path(state))) as running,
    ):
        yield running


@contextmanager
def bot(running: Sandbox, api: Api) -> Iterator[Client]:
    """Linked to Olivia's number."""
    api.post(f"/api/phones/{OLIVIA}", name="Olivia Stone")
    with tempfile.TemporaryDirectory() as store:
        port = int(running.proxy.rpartition(":")[2])
        client = Client(Path(store) / "bot.db", running.root.parent, port)
        client.start()
        api.post(f"/api/phones/{OLIVIA}/scan", qr=client.wait("qr")["text"])
        client.wait("caught_up")
        yield client
        client.kill()


def talk(api: Api) -> str:
    """What there is to be seen; the id of the group."""
    olivia, ben, mia = (f"/api/phones/{number}" for number in (OLIVIA, BEN, MIA))
    api.post(ben, name="Ben Archer")
    api.post(mia, name="Mia Chen")
    group: str = api.post("/api/groups", by=OLIVIA, subject="Weekend hike", members=[BEN, MIA])[
        "group"
    ]["id"]
    api.post(f"{olivia}/groups/{group}/description", description="Every second Saturday")
    for number in (BEN, MIA):
        came(api, number, "event")
    api.post(f"{mia}/send", to=group, text="Which way do we go this time?")
    api.post(f"{ben}/send", to=group, text="Up the north side, if it stays dry.")
    came(api, OLIVIA, "text", text="Up the north side, if it stays dry.")
    api.post(f"{olivia}/send", to=group, text=f"@{MIA} brings the map again", mentions=[MIA])
    api.post(f"{mia}/location", to=group, latitude=47.421, longitude=10.986, name="Car park")
    api.post(f"{ben}/send", to=OLIVIA, text="Is the bot running already?")
    came(api, OLIVIA, "text", text="Is the bot running already?")
    api.post(f"{olivia}/send", to=BEN, text="Since this morning. Linking it took ten seconds.")
    api.post(f"{ben}/send", to=OLIVIA, text="Nice. Do you have the picture from the top?")
    asked = came(api, OLIVIA, "text", text="Nice. Do you have the picture from the top?")
    media = {"kind": "image", "mimetype": "image/jpeg", "data": hills(), "filename": "top.jpg"}
    api.post(f"{olivia}/send", to=BEN, text="Here it is", media=media, quoted=asked)
    api.post(f"{ben}/react", message=came(api, BEN, "image"), emoji="❤️")
    api.post(f"{olivia}/poll", to=BEN, question="When do we meet?", options=["Seven", "Eight"])
    api.post(f"{ben}/vote", message=came(api, BEN, "poll"), options=["Seven"])
    api.post(f"{ben}/chats/{OLIVIA}/read")
    api.post(f"{ben}/appear", available=True)
    api.post(f"{mia}/send", to=OLIVIA, text="See you tomorrow")
    api.post("/api/faults", fault="delay", device=OLIVIA, delay=1.5, seconds=600)
    return group


def came(api: Api, number: str, kind: str, **fields: Any) -> int:
    """The id, on this phone, of the message; once it is there."""
    fields["kind"] = kind

    def find() -> int | None:
        messages = api.get(f"/api/phones/{number}/messages")["messages"]
        return next((m["id"] for m in messages if fields.items() <= m.items()), None)

    return until(find, f"a message with {fields}") or 0


def hills() -> str:
    """A picture of a landscape, in base64."""
    image = Image.new("L", (960, 640), 228)
    draw = ImageDraw.Draw(image)
    draw.ellipse((620, 90, 740, 210), fill=255)
    draw.polygon([(0, 640), (340, 210), (640, 640)], fill=96)
    draw.polygon([(300, 640), (660, 320), (960, 600), (960, 640)], fill=150)
    file = io.BytesIO()
    image.save(file, "JPEG", quality=90)
    return base64.b64encode(file.getvalue()).decode()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
