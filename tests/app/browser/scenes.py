"""Every page of the dashboard, in each state that looks different."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from tests.app.browser.cast import Cast
from tests.browser import PATIENCE

PHONE, LAPTOP = (390, 844), (1440, 900)


class Scene(NamedTuple):
    """`bot` is the one that the browser holds, `who` the account that is signed in."""

    name: str
    path: str  # {handle} stands for the bot's; {voucher}, {deployment} and {token} for one each
    bot: str = ""
    who: str = ""
    act: Callable[[Page], None] | None = None


def _enters(page: Page, **fields: str) -> None:
    """Fills in fields of a form by their names, for it is in any language, and sends it."""
    for name, text in fields.items():
        page.locator(f"main [name={name}]").fill(text)
    page.keyboard.press("Enter")


def _refused(page: Page) -> None:
    _enters(page, code="UBOT-2222-2222-2222")
    page.get_by_role("alert").wait_for()


def _strange_prefix(page: Page) -> None:
    _enters(page, prefix="abc")
    page.locator(".wrong").wait_for()


def _switched(page: Page) -> None:
    page.get_by_role("switch").first.click()
    page.locator(".floating").wait_for()


def _wrong_password(page: Page) -> None:
    _enters(page, username="olivia", password="a wrong one")
    page.get_by_role("alert").wait_for()


def _one_made(page: Page) -> None:
    _enters(page, count="1")
    page.locator(".fresh").wait_for()


SCENES = (
    Scene("start", "/"),
    Scene("start-refused", "/", act=_refused),
    Scene("link", "/bots/{handle}", "new"),
    Scene("link-wait", "/bots/{handle}", "waiting"),
    Scene("link-qr", "/bots/{handle}", "qr"),
    Scene("link-code", "/bots/{handle}", "code"),
    Scene("link-expired", "/bots/{handle}", "timeout"),
    Scene("link-passkey", "/bots/{handle}", "passkey"),
    Scene("link-network", "/bots/{handle}", "unreachable"),
    Scene("name", "/bots/{handle}", "linked"),
    Scene("deploy", "/bots/{handle}", "deploying"),
    Scene("deploy-failed", "/bots/{handle}", "failed"),
    Scene("bot-runs", "/bots/{handle}?way", "running"),
    Scene("bot", "/bots/{handle}", "running"),
    Scene("bot-quiet", "/bots/{handle}", "quiet"),
    Scene("bot-paused", "/bots/{handle}", "paused"),
    Scene("bot-lost", "/bots/{handle}", "lost"),
    Scene("bot-hanging", "/bots/{handle}", "hanging"),
    Scene("bot-banned", "/bots/{handle}", "banned"),
    Scene("bot-suspended", "/bots/{handle}", "suspended"),
    Scene("bot-unlinked", "/bots/{handle}", "unlinked"),
    Scene("features", "/bots/{handle}/features", "running"),
    Scene("features-switched", "/bots/{handle}/features", "mine", act=_switched),
    Scene("settings", "/bots/{handle}/settings", "running"),
    Scene("settings-refused", "/bots/{handle}/settings", "running", act=_strange_prefix),
    Scene("activity-day", "/bots/{handle}/activity", "running"),
    Scene("activity-week", "/bots/{handle}/activity?span=week", "running"),
    Scene("activity-month", "/bots/{handle}/activity?span=month", "running"),
    Scene("activity-empty", "/bots/{handle}/activity", "quiet"),
    Scene("logs", "/bots/{handle}/logs", "running"),
    Scene("sign-in", "/sign-in"),
    Scene("sign-in-refused", "/sign-in", act=_wrong_password),
    Scene("sign-in-link", "/sign-in/{token}"),
    Scene("sign-in-link-used", "/sign-in/" + "x" * 43),
    Scene("account-new", "/account/new"),
    Scene("account", "/account", "mine", "person"),
    Scene("my-bots", "/bots", "mine", "operator"),
    Scene("not-found", "/bots/nobodys"),
    Scene("operator", "/operator/", who="operator"),
    Scene("operator-vouchers", "/operator/vouchers", who="operator"),
    Scene("operator-cards", "/operator/vouchers/print", who="operator"),
    Scene("operator-voucher", "/operator/vouchers/{voucher}", who="operator"),
    Scene("operator-bots", "/operator/bots", who="operator"),
    Scene("operator-bot", "/operator/bots/{handle}", "running", "operator"),
    Scene("operator-deployments", "/operator/deployments", who="operator"),
    Scene("operator-deployment", "/operator/deployments/{deployment}", who="operator"),
    Scene("operator-users", "/operator/users", who="operator"),
    Scene("operator-user", "/operator/users/olivia", who="operator"),
    Scene("operator-audit", "/operator/audit", who="operator"),
    Scene("operator-settings", "/operator/settings", who="operator"),
    Scene("operator-doctor", "/operator/doctor", who="operator"),
    Scene("operator-vouchers-made", "/operator/vouchers", who="operator", act=_one_made),
)


@contextmanager
def opened(
    browser: Browser,
    made: Cast,
    scene: Scene,
    size: tuple[int, int] = LAPTOP,
    scheme: str = "light",
    scale: float = 1,
    visited: bool = True,
    **options: object,
) -> Iterator[Page]:
    """The scene, drawn and at rest, in a browser of its own."""
    context = browser.new_context(
        viewport=ViewportSize(width=size[0], height=size[1]),
        color_scheme="dark" if scheme == "dark" else "light",
        device_scale_factor=scale,
        reduced_motion="reduce",
        **options,  # type: ignore[arg-type]
    )
    context.set_default_timeout(PATIENCE)
    _as(context, made, scene)
    page = context.new_page()
    try:
        if visited:
            visit(page, made, scene)
        yield page
    finally:
        context.close()


def visit(page: Page, made: Cast, scene: Scene) -> None:
    handle = made.handle(scene.bot) if scene.bot else ""
    path = scene.path.format(handle=handle, **made.named)
    page.goto(made.stage.url + path)
    page.locator("h1").first.wait_for()
    if scene.act:
        scene.act(page)


def _as(context: BrowserContext, made: Cast, scene: Scene) -> None:
    held = [made.bots[scene.bot].id] if scene.bot else []
    login = made.logins[scene.who] if scene.who else ""
    if held or login:
        context.add_cookies([made.stage.cookie(*held, login=login)])  # type: ignore[list-item]
