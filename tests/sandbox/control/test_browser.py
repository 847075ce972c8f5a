"""The page as people use it: a real browser in front, a real client behind."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import qrcode
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from sandbox.control.serve import Sandbox
from tests.browser import Visit, launch, too_wide
from tests.sandbox.clients import Client
from tests.sandbox.control.api import Api

pytestmark = pytest.mark.neonize

ANN, BOB = "15550001", "15550002"

NewClient = Callable[[], Client]


@pytest.fixture
def visit(browser: Browser, sandbox: Sandbox) -> Iterator[Visit]:
    it = Visit(browser, sandbox.phone)
    yield it
    it.close()
    assert it.complaints == []


def png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def code(text: str) -> str:
    """A QR code as the dashboard shows it: a picture in a data URI."""
    picture = png(qrcode.make(text, border=4).get_image())
    return "data:image/png;base64," + base64.b64encode(picture).decode()


def copy(page: Page, picture: str) -> None:
    """As "copy image" of a browser does."""
    page.evaluate(
        """async (uri) => {
            const bytes = Uint8Array.from(atob(uri.split(",")[1]), (byte) => byte.charCodeAt(0));
            const picture = new Blob([bytes], { type: "image/png" });
            await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
        }""",
        picture,
    )


def bubble(page: Page, text: str) -> Locator:
    return page.locator(".message", has_text=text).last


def write(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="Message").fill(text)
    page.get_by_role("button", name="Send", exact=True).click()


def act(page: Page, text: str, action: str) -> None:
    bubble(page, text).locator(".bubble").hover()
    bubble(page, text).get_by_role("button", name="Actions").click()
    page.get_by_role("dialog").get_by_role("button", name=action).click()


def test_a_new_person_makes_a_number_links_a_bot_and_talks_with_it(
    visit: Visit, api: Api, new_client: NewClient
) -> None:
    bot = new_client()
    page = visit.open("/")
    page.get_by_label("Number").fill(ANN)
    page.get_by_label("Name").fill("Ann")
    page.get_by_role("button", name="Open phone").click()
    page.get_by_role("link", name="Devices").click()
    expect(page.get_by_role("heading", name="Linked devices")).to_be_visible()
    copy(page, code(bot.wait("qr")["text"]))
    page.keyboard.press("Control+V")
    devices = page.get_by_role("list", name="Linked devices")
    expect(devices).to_contain_text("Neonize")
    bot.wait("caught_up")
    expect(devices).to_contain_text("online")

    friend = visit.open(f"/?number={BOB}&name=Bob")
    friend.get_by_role("link", name="New").click()
    friend.get_by_label("Number", exact=True).fill(ANN)
    friend.get_by_role("button", name="Chat").click()
    write(friend, "ping")
    bot.wait("message", text="ping")
    expect(bubble(friend, "ping").get_by_role("img")).to_have_accessible_name("Delivered")
    bot.call("send_text", BOB, "pong")
    expect(bubble(friend, "pong")).to_be_visible()

    page.get_by_role("list", name="Chats").get_by_role("link", name="Bob").click()
    expect(bubble(page, "ping")).to_be_visible()
    expect(bubble(page, "pong")).to_be_visible()
    expect(bubble(friend, "ping").get_by_role("img")).to_have_accessible_name("Read")

    page.get_by_role("link", name="Devices").click()
    devices.get_by_role("button", name="Unlink").click()
    page.get_by_role("dialog").get_by_role("button", name="Unlink").click()
    expect(devices).to_contain_text("No device is linked.")
    bot.wait("logged_out")


def test_a_pairing_code_is_typed(visit: Visit, api: Api, new_client: NewClient) -> None:
    bot = new_client()
    bot.wait("qr")
    page = visit.open(f"/phones/{ANN}#/devices")
    expect(page.get_by_role("heading", name="Linked devices")).to_be_visible()
    asked = bot.call("code", ANN)
    page.get_by_label("Or type a pairing code").fill(("B" if asked[0] != "B" else "C") + asked[1:])
    page.get_by_role("button", name="Link", exact=True).first.click()
    expect(page.locator("#notice")).to_contain_text("wrong code")
    page.get_by_label("Or type a pairing code").fill(asked)
    page.get_by_role("button", name="Link", exact=True).first.click()
    expect(page.get_by_role("list", name="Linked devices")).to_contain_text("Firefox (Linux)")
    bot.wait("connected")


def test_a_bookmark_brings_the_code_from_another_page(
    visit: Visit, api: Api, new_client: NewClient
) -> None:
    picture = code(new_client().wait("qr")["text"])
    policy = "default-src 'none'; img-src 'self' data:; connect-src 'self'"
    api.get(f"/api/phones/{ANN}")
    page = visit.open(f"/phones/{ANN}#/devices")
    page.get_by_text("Straight from the dashboard").click()
    bookmark = page.get_by_role("link", name="Scan with").get_attribute("href")
    assert bookmark
    headers = {"Content-Security-Policy": policy, "Cross-Origin-Opener-Policy": "same-origin"}
    body = f'<link rel="icon" href="data:,"><img id="qr" src="{picture}">'
    page.context.route(
        "**/elsewhere",
        lambda route: route.fulfill(content_type="text/html", headers=headers, body=body),
    )
    dashboard = visit.open("/elsewhere", like=page)
    with dashboard.context.expect_page() as opened:
        dashboard.evaluate(bookmark.removeprefix("javascript:"))
    phone = opened.value
    assert api.get(f"/api/phones/{ANN}")["devices"] == []  # not before the person says so
    phone.get_by_role("button", name="Link it").click()
    expect(phone.get_by_role("list", name="Linked devices")).to_contain_text("Neonize")
    assert "scan=" not in phone.url


def test_a_camera_sees_the_code(
    browser: Browser, sandbox: Sandbox, api: Api, new_client: NewClient, tmp_path: Path
) -> None:
    drawn = qrcode.make(new_client().wait("qr")["text"], border=4).get_image()
    seen = Image.new("L", (1280, 960), "white")
    seen.paste(drawn.convert("L").resize((800, 800), Image.Resampling.NEAREST), (240, 80))
    film = tmp_path / "film.mjpeg"
    seen.save(film, "JPEG")
    api.get(f"/api/phones/{ANN}")
    watching = launch(browser.browser_type, f"--use-file-for-fake-video-capture={film}")
    visit = Visit(watching, sandbox.phone)
    page = visit.open(f"/phones/{ANN}#/devices")
    page.get_by_role("button", name="Use the camera").click()
    expect(page.get_by_role("list", name="Linked devices")).to_contain_text("Neonize")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert visit.complaints == []
    watching.close()


def test_a_picture_is_dragged_over_from_another_page(visit: Visit, api: Api) -> None:
    page = visit.open(f"/phones/{ANN}#/devices")
    expect(page.get_by_role("heading", name="Linked devices")).to_be_visible()
    never_shown = code("R" + (",A" + "A" * 42 + "=") * 3)
    page.get_by_role("group", name="Paste or drop").evaluate(
        """(place, picture) => {
            const dataTransfer = new DataTransfer();
            dataTransfer.setData("text/html", `<img src="${picture}">`);
            place.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true }));
        }""",
        never_shown,
    )
    expect(page.locator("#notice")).to_contain_text("QR code")


def test_a_voice_note_is_recorded(visit: Visit, api: Api) -> None:
    api.post(f"/api/phones/{BOB}", name="Bob")
    page = visit.open(f"/phones/{ANN}#/chat/{BOB}")
    page.get_by_role("button", name="Record a voice note").click()
    expect(page.get_by_role("timer")).to_have_text("0:01")
    page.get_by_role("button", name="Send the voice note").click()
    expect(page.locator(".message audio")).to_be_visible()
    (heard,) = api.get(f"/api/phones/{BOB}/messages", wait=20)["messages"]
    assert (heard["kind"], heard["ptt"]) == ("audio", True)
    assert len(api.ask("GET", heard["media_url"]).content) > 500


def test_what_is_to_be_seen_once_is_seen_once(visit: Visit, api: Api) -> None:
    api.post(f"/api/phones/{ANN}", name="Ann")
    media = {"kind": "image", "mimetype": "image/png", "data": code("x")}
    api.get(f"/api/phones/{BOB}")
    api.post(f"/api/phones/{ANN}/send", to=BOB, media=media, view_once=True)
    page = visit.open(f"/phones/{BOB}#/chat/{ANN}")
    page.get_by_role("button", name="Photo").click()
    expect(page.get_by_role("dialog").get_by_role("img", name="Photo")).to_be_visible()
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    expect(page.get_by_role("button", name="Opened")).to_be_disabled()


def test_two_people_talk_in_words_and_pictures(visit: Visit, api: Api) -> None:
    api.post(f"/api/phones/{ANN}", name="Ann")
    api.post(f"/api/phones/{BOB}", name="Bob")
    ann = visit.open(f"/phones/{ANN}#/chat/{BOB}")
    bob = visit.open(f"/phones/{BOB}#/chat/{ANN}")

    bob.get_by_role("textbox", name="Message").fill("it is")
    bob.get_by_role("link", name="Devices").click()
    bob.go_back()
    expect(bob.get_by_role("textbox", name="Message")).to_have_value("it is")
    write(bob, "it is me")
    expect(bubble(ann, "it is me")).to_be_visible()
    ann.get_by_role("textbox", name="Message").press_sequentially("hello")
    expect(bob.locator("#main .who small")).to_have_text("typing …")
    ann.keyboard.press("Enter")
    expect(bubble(bob, "hello")).to_be_visible()

    act(bob, "hello", "React with ❤️")
    expect(bubble(ann, "hello").locator(".reactions")).to_have_text("❤️")
    act(bob, "hello", "Reply")
    write(bob, "and hello to you")
    expect(bubble(ann, "and hello to you").locator(".quote")).to_contain_text("You")

    ann.get_by_label("File").set_input_files(
        {"name": "a.png", "mimeType": "image/png", "buffer": png(Image.new("RGB", (60, 40)))}
    )
    write(ann, "a picture")
    shown = bubble(bob, "a picture").get_by_role("img", name="a picture")
    expect(shown).to_be_visible()
    assert shown.evaluate("(image) => image.naturalWidth") == 60

    write(ann, "wrogn")
    act(ann, "wrogn", "Edit")
    write(ann, "wrong")
    expect(bubble(bob, "wrong")).to_contain_text("edited")
    act(ann, "wrong", "Delete for everyone")
    expect(bob.locator(".gone")).to_have_text("This message was deleted")
    expect(bob.get_by_text("wrong")).to_have_count(0)


def test_a_poll_is_voted_on(visit: Visit, api: Api) -> None:
    api.post(f"/api/phones/{ANN}", name="Ann")
    api.post(f"/api/phones/{BOB}", name="Bob")
    ann = visit.open(f"/phones/{ANN}#/chat/{BOB}")
    bob = visit.open(f"/phones/{BOB}#/chat/{ANN}")
    ann.get_by_role("button", name="Attach").click()
    ann.get_by_role("dialog").get_by_role("button", name="Poll").click()
    ann.get_by_label("Question").fill("When?")
    ann.get_by_label("Options, one a line").fill("Friday\nSunday")
    ann.get_by_role("button", name="Send the poll").click()
    bob.get_by_role("group", name="When?").get_by_role("button", name="Sunday").click()
    poll = ann.get_by_role("group", name="When?")
    expect(poll.get_by_role("button", name="Sunday")).to_contain_text("1 vote")
    expect(poll.get_by_role("button", name="Friday")).to_contain_text("0 votes")


def test_a_group_with_the_bot_is_made_and_talks(
    visit: Visit, api: Api, new_client: NewClient
) -> None:
    api.post(f"/api/phones/{ANN}", name="Ann")
    api.post(f"/api/phones/{BOB}", name="Bob")
    bot = new_client()
    api.post(f"/api/phones/{ANN}/scan", qr=bot.wait("qr")["text"])
    bot.wait("caught_up")
    page = visit.open(f"/phones/{BOB}#/new")
    page.get_by_label("Subject").fill("Hikers")
    page.get_by_label("Ann, +15550001").check()
    page.get_by_role("button", name="Make the group").click()
    expect(page.get_by_role("heading", name="Hikers")).to_be_visible()
    write(page, "who comes?")
    heard = bot.wait("message", text="who comes?")
    bot.call("send_text", heard["chat"], "I do")
    expect(bubble(page, "I do")).to_contain_text("Ann")

    page.get_by_role("link", name="Hikers").last.click()
    members = page.get_by_role("list", name="Members")
    expect(members).to_contain_text("Ann")
    page.get_by_role("button", name="Actions for Ann").click()
    page.get_by_role("dialog").get_by_role("button", name="Make an admin").click()
    expect(members.get_by_text("Admin", exact=True)).to_be_visible()
    page.get_by_role("button", name="Show the link").click()
    expect(page.locator("output.link")).to_contain_text("https://chat.whatsapp.com/")
    page.get_by_label("Only admins can write").check()
    assert api.get(f"/api/phones/{BOB}/groups")["groups"][0]["announce"] is True


def test_a_fault_is_struck_and_cleared(visit: Visit, api: Api) -> None:
    page = visit.open(f"/phones/{ANN}#/faults")
    page.get_by_label("What goes wrong").select_option("delay")
    page.get_by_role("button", name="Strike").click()
    standing = page.get_by_role("list", name="Standing faults")
    expect(standing).to_contain_text(f"for {ANN}")
    assert [fault["fault"] for fault in api.get("/api/faults")["faults"]] == ["delay"]
    standing.get_by_role("button", name="Clear", exact=True).click()
    expect(standing).to_contain_text("Nothing stands.")
    assert api.get("/api/faults")["faults"] == []


@pytest.mark.parametrize("view", ["", "new", "devices", "faults", "profile", f"chat/{BOB}"])
def test_it_fits_a_small_phone(browser: Browser, sandbox: Sandbox, api: Api, view: str) -> None:
    api.post(f"/api/phones/{BOB}", name="B" * 25)
    api.post(f"/api/phones/{ANN}/send", to=BOB, text="W" * 400)
    visit = Visit(browser, sandbox.phone, 360, 640)
    page = visit.open(f"/phones/{ANN}#/{view}")
    expect(page.locator("#main h1" if view else "#chats a").first).to_be_visible()
    assert too_wide(page) == 0
    assert visit.complaints == []
    visit.close()
