"""The page for people."""

from __future__ import annotations

import re

from tests.sandbox.control.api import Api


def test_a_phone_is_chosen_and_held(api: Api) -> None:
    assert "Open phone" in api.ask("GET", "/").text
    page = api.ask("GET", "/", params={"number": "+15550001", "name": "<Ann>"})
    assert page.url.endswith("/phones/15550001")
    assert "&lt;Ann&gt;" in page.text
    assert "/phones/15550001" in api.ask("GET", "/").text


def test_a_wrong_number_is_explained_on_the_page(api: Api) -> None:
    for path in ("/?number=12", "/phones/12"):
        page = api.ask("GET", path)
        assert page.status_code == 400
        assert "7 to 15 digits" in page.text


def test_the_page_asks_nobody_else_for_anything(api: Api) -> None:
    page = api.ask("GET", "/phones/15550001")
    links = re.findall(r'(?:src|href|action)="([^"]+)"', page.text)
    assert links
    assert all(link.startswith("/") for link in links)
    for link in links:
        assert api.ask("GET", link).status_code == 200
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
