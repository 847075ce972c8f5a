"""A browser without JavaScript."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from flask import Flask
from werkzeug.test import TestResponse


class Browser:
    """Fills in the forms that the last page had, and follows where they lead.

    `page` is that page's HTML as it was sent, `path` where it was found. A form is meant by how
    its address ends, and of several forms the first is meant."""

    def __init__(self, app: Flask, agent: str = "Mozilla/5.0 (X11; Linux) Firefox/150.0") -> None:
        self.client = app.test_client()
        self.client.environ_base["HTTP_USER_AGENT"] = agent
        self.page = ""
        self.path = "/"

    def open(self, path: str = "") -> TestResponse:
        """The page at `path`, or the same page once more."""
        return self._shown(self.client.get(path or self.path, follow_redirects=True))

    def post(self, path: str, **fields: str) -> TestResponse:
        return self._shown(self.client.post(path, data=fields, follow_redirects=True))

    def submit(self, action: str, **fields: str) -> TestResponse:
        """Sends a form of the page with `fields` typed into it."""
        return self.post(self._form(action)[1], **{**self.fields(action), **fields})

    def fields(self, action: str, having: str = "") -> dict[str, str]:
        """What would be sent of the form, the first with the text `having`, if nothing were typed
        or ticked."""
        found: dict[str, str] = {}
        for tag in re.findall(r"<input[^>]*>", self._form(action, having)[0]):
            known = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
            ticked = known.get("type") != "checkbox" or " checked" in tag
            if "name" in known and ticked:
                found[known["name"]] = html.unescape(known.get("value", ""))
        return found

    def offers(self, action: str) -> bool:
        return any(self._forms(action))

    def text(self) -> str:
        """The page as it is read."""
        plain = re.sub(r"<(title|desc|noscript|template)[ >].*?</\1>", " ", self.page, flags=re.S)
        return " ".join(html.unescape(re.sub(r"<[^>]+>", "", plain)).split())

    def read(self, path: str = "") -> str:
        """Opens the page at `path`, or the same page once more, and reads it."""
        self.open(path)
        return self.text()

    def sign_in(self, name: str, password: str, to: str = "/sign-in") -> TestResponse:
        self.open(to)
        return self.submit("/sign-in", username=name, password=password)

    def hold(self, key: str) -> TestResponse:
        """Opens a bot by its key."""
        self.open("/")
        return self.submit("/resume", key=key)

    def _shown(self, answer: TestResponse) -> TestResponse:
        self.page, self.path = answer.text, answer.request.path
        return answer

    def _form(self, action: str, having: str = "") -> re.Match[str]:
        form = next((form for form in self._forms(action) if having in form[0]), None)
        assert form, f"there is no form {action} with {having!r} in {self.page}"
        return form

    def _forms(self, action: str) -> Iterator[re.Match[str]]:
        """Each with its address."""
        pattern = rf'<form[^>]*action="([^"]*{re.escape(action)})".*?</form>'
        return re.finditer(pattern, self.page, re.S)
