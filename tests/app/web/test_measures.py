"""What is measured, as a person says it."""

from __future__ import annotations

import pytest
from flask import Flask

from app.web.bot import measures


@pytest.mark.parametrize(
    ("seconds", "gone"),
    [
        (0, "1 second ago"),
        (59, "59 seconds ago"),
        (60, "1 minute ago"),
        (7199, "1 hour ago"),
        (3 * 86_400 + 5, "3 days ago"),
    ],
)
def test_what_is_past_is_never_ahead(app: Flask, seconds: int, gone: str) -> None:
    with app.test_request_context():
        assert measures.ago(seconds) == gone


@pytest.mark.parametrize(
    ("seconds", "lasted"),
    [(0, "0 sec"), (61, "1 min 1 sec"), (3600, "1 hr"), (93_600, "1 day 2 hr")],
)
def test_the_two_largest_units_are_enough(app: Flask, seconds: int, lasted: str) -> None:
    with app.test_request_context():
        assert measures.duration(seconds) == lasted
