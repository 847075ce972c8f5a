"""The page for people, as it comes from the server."""

from __future__ import annotations

import re

from tests.sandbox.control.api import Api

LINKS = re.compile(r'(?:src|href|action)="([^"]+)"')
IMPORTS = re.compile(r'from "([^"]+)"')


def test_a_phone_is_chosen_and_held(api: Api) -> None:
    assert "Open phone" in api.ask("GET", "/").text
    page = api.ask("GET", "/", params={"number": "+15550001", "name": "<Ann>"})
    assert page.url.endswith("/phones/15550001")
    assert "&lt;Ann&gt;" in page.text
    assert "/phones/15550001" in api.ask("GET", "/").text


def test_a_number_that_nobody_has_is_suggested(api: Api) -> None:
    (number,) = re.findall(r'name="number"[^>]*value="(1555\d{7})"', api.ask("GET", "/").text)
    assert api.ask("GET", "/", params={"number": number}).url.endswith(f"/phones/{number}")


def test_a_wrong_number_is_explained_on_the_page(api: Api) -> None:
    for path in ("/?number=12", "/phones/12"):
        page = api.ask("GET", path)
        assert page.status_code == 400
        assert "7 to 15 digits" in page.text


def test_the_page_asks_nobody_else_for_anything(api: Api) -> None:
    for path in ("/", "/phones/15550001"):
        page = api.ask("GET", path)
        links = [link for link in LINKS.findall(page.text) if not link.startswith(("#", "data:"))]
        assert links
        assert all(link.startswith("/") for link in links)
        for link in links:
            assert api.ask("GET", link).status_code == 200
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]


def test_every_script_that_a_script_wants_is_there(api: Api) -> None:
    seen: set[str] = set()
    wanted = ["/static/phone.js"]
    while wanted:
        path = wanted.pop()
        if path in seen:
            continue
        seen.add(path)
        script = api.ask("GET", path)
        assert (path, script.status_code) == (path, 200)
        wanted += [resolved(path, name) for name in IMPORTS.findall(script.text)]
    assert len(seen) > 10


def resolved(base: str, name: str) -> str:
    parts = base.split("/")[:-1]
    for step in name.split("/"):
        if step == "..":
            parts.pop()
        elif step != ".":
            parts.append(step)
    return "/".join(parts)
