"""The documents tell what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Flask

DOCS = Path(__file__).parents[2] / "docs"


def test_every_route_is_documented(app: Flask) -> None:
    text, pages = (DOCS / "api.md").read_text(), (DOCS / "dashboard.md").read_text()
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<(?:\w+:)?session_id>", ":sessionId", rule.rule)
        if rule.endpoint.startswith("api."):
            (method,) = (rule.methods or set()) - {"HEAD", "OPTIONS"}
            assert f"### {method} {path}\n" in text
            assert "curl" in text.split(f"### {method} {path}\n")[1].split("\n### ")[0]
        elif rule.endpoint != "static":
            assert f"`{path}`" in pages


def test_every_documented_route_is_there(app: Flask) -> None:
    text = (DOCS / "api.md").read_text()
    rules = {re.sub(r"<\w+>", ":sessionId", r.rule) for r in app.url_map.iter_rules()}
    assert set(re.findall(r"^### \w+ (\S+)$", text, re.M)) <= rules


def test_every_code_of_a_refusal_is_documented() -> None:
    text = (DOCS / "api.md").read_text()
    source = "".join(p.read_text() for p in Path(DOCS.parent, "app", "services").glob("*.py"))
    operators_only = {
        "ambiguous",
        "deployment_not_found",
        "ill",
        "last_operator",
        "owns_vouchers",
        "unknown_user",
        "voucher_in_use",
        "voucher_unused",
    }
    codes = set(re.findall(r'Refusal\(\s*"(\w+)"', source)) - operators_only
    assert codes
    assert {code for code in codes if f"`{code}`" not in text} == set()
