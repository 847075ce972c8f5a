"""The control API as its users see it: JSON over HTTP."""

from __future__ import annotations

from typing import Any

import requests


class Api:
    """Context manager; `get`, `post` and `delete` give a success, `refused` what is none."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._http = requests.Session()
        self._http.trust_env = False  # no proxy of this machine's between us

    def __enter__(self) -> Api:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def ask(self, method: str, path: str, **options: Any) -> requests.Response:
        return self._http.request(method, self._root + path, timeout=40, **options)

    def get(self, path: str, **query: Any) -> Any:
        return _success(self.ask("GET", path, params=query))

    def post(self, path: str, **body: Any) -> Any:
        return _success(self.ask("POST", path, json=body))

    def delete(self, path: str) -> Any:
        return _success(self.ask("DELETE", path))

    def refused(self, method: str, path: str, **options: Any) -> tuple[int, str, str]:
        """Status, code and sentence of an answer that is no success."""
        answer = self.ask(method, path, **options)
        body = answer.json()
        assert body["success"] is False
        assert set(body) == {"success", "error", "code"}
        return answer.status_code, body["code"], body["error"]


def _success(answer: requests.Response) -> Any:
    body = answer.json()
    assert answer.status_code == 200, body
    assert body.pop("success") is True
    return body
