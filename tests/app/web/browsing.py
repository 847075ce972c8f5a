"""A browser without JavaScript."""

from __future__ import annotations

import html
import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse


class Browser:
    """Fills in the forms that the last page had, and follows where they lead."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.page = ""
        self.path = "/"

    def open(self, path: str = "") -> TestResponse:
        """The page at `path`, or the same page once more."""
        return self._shown(self.client.get(path or self.path, follow_redirects=True))

    def submit(self, action: str, **fields: str) -> TestResponse:
        """The form of the page whose address ends so; "" for the first page's."""
        data = {**self.fields(action), **fields}
        return self.post(self._address(action), **data)

    def post(self, path: str, **fields: str) -> TestResponse:
        return self._shown(self.client.post(path, data=fields, follow_redirects=True))

    def fields(self, action: str) -> dict[str, str]:
        """What a browser would send of that form if nothing were typed or ticked."""
        found: dict[str, str] = {}
        for tag in re.findall(r"<input[^>]*>", self._form(action)):
            known = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
            ticked = known.get("type") != "checkbox" or " checked" in tag
            if "name" in known and ticked:
                found[known["name"]] = html.unescape(known.get("value", ""))
        return found

    def offers(self, action: str) -> bool:
        return f'{action}"' in self.page and bool(self._found(action))

    def text(self) -> str:
        """The page as it is read."""
        plain = re.sub(r"<(title|desc|noscript|template)[ >].*?</\1>", " ", self.page, flags=re.S)
        return " ".join(html.unescape(re.sub(r"<[^>]+>", "", plain)).split())

    def _shown(self, answer: TestResponse) -> TestResponse:
        self.page, self.path = answer.text, answer.request.path
        return answer

    def _found(self, action: str) -> re.Match[str] | None:
        ends = re.escape(action) or "/"
        pattern = rf'<form[^>]*action="([^"]*{ends})"((?!</form>).)*</form>'
        return re.search(pattern, self.page, re.S)

    def _form(self, action: str) -> str:
        found = self._found(action)
        assert found, f"there is no form {action} in {self.page}"
        return found[0]

    def _address(self, action: str) -> str:
        found = self._found(action)
        assert found
        return found[1]
