"""Somebody with a browser that runs no scripts."""

from __future__ import annotations

import html
import re

from flask import Flask
from werkzeug.test import TestResponse


class Surfer:
    """Fills in the forms of the last page, and follows where they lead. The session of the last
    request stays, so that a test may look at it."""

    def __init__(self, app: Flask, agent: str = "Mozilla/5.0 (X11; Linux) Firefox/150.0") -> None:
        self.client = app.test_client()
        self._agent = agent
        self.page = ""
        self.path = ""

    def open(self, path: str, **options: str) -> TestResponse:
        return self._took(self.client.get(path, **self._options(), **options))

    def submit(self, action: str, **fields: str) -> TestResponse:
        """The first form of the page that is sent to `action`."""
        hidden = self.hidden(action)
        sent = self.client.post(action, data={**hidden, **fields}, **self._options())
        return self._took(sent)

    def hidden(self, action: str, having: str = "") -> dict[str, str]:
        """The hidden fields of the form that is sent to `action` and has the text `having`."""
        forms = re.findall(rf'<form[^>]*action="{re.escape(action)}".*?</form>', self.page, re.S)
        form = next((form for form in forms if having in form), None)
        assert form, f"there is no form {action} with {having!r} in {self.page}"
        return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))

    def sign_in(self, name: str, password: str, to: str = "/sign-in") -> TestResponse:
        self.open(to)
        return self.submit("/sign-in", username=name, password=password)

    def hold(self, key: str) -> TestResponse:
        """Opens a bot by its key."""
        self.open("/")
        return self.submit("/resume", key=key)

    def _options(self) -> dict[str, object]:
        return {"follow_redirects": True, "headers": {"User-Agent": self._agent}}

    def _took(self, answer: TestResponse) -> TestResponse:
        self.page, self.path = html.unescape(answer.text), answer.request.path
        return answer
