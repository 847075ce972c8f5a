"""The loopback WhatsApp as a process of its own, and the phones on it."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.botinstance.bots import ROOT
from tests.until import until


class Network:
    def __init__(self, state: Path, *options: str) -> None:
        state.mkdir(parents=True, exist_ok=True)
        self._log = (state / "log").open("wb")
        self._child = subprocess.Popen(
            [sys.executable, "-m", "sandbox", "--state", str(state), *options],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        assert self._child.stdout
        self._said: dict[str, str] = {}
        while len(self._said) < 4:
            line = self._child.stdout.readline()
            assert line, (state / "log").read_text()
            name, _, value = line.strip().partition(" ")
            self._said[name] = value

    @property
    def environment(self) -> dict[str, str]:
        return {
            "HTTPS_PROXY": self._said["proxy"],
            "SSL_CERT_FILE": self._said["ca"],
            "SSL_CERT_DIR": "/nonexistent",
            "UBOT_LOOPBACK_ROOT": self._said["root"],
        }

    def phone(self, number: str) -> Phone:
        return Phone(self._said["phone"], number)

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        return call(self._said["phone"] + path, body)

    def delete(self, path: str) -> dict[str, Any]:
        return call(self._said["phone"] + path, method="DELETE")

    def __enter__(self) -> Network:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._child.terminate()
        self._child.communicate(timeout=10)
        self._log.close()


class Phone:
    def __init__(self, root: str, number: str) -> None:
        self._root = root
        self._path = f"{root}/api/phones/{number}"
        self.number = number

    def scan(self, qr: str) -> dict[str, Any]:
        return call(f"{self._path}/scan", {"qr": qr})

    def enter_code(self, code: str) -> dict[str, Any]:
        return call(f"{self._path}/enter-code", {"code": code})

    def unlink(self, device: int) -> None:
        call(f"{self._path}/unlink", {"device": device})

    def devices(self) -> list[dict[str, Any]]:
        return list(call(self._path)["devices"])

    def send(
        self,
        to: str,
        text: str = "",
        image: bytes | None = None,
        quoted: int | None = None,
        mentions: Sequence[str] = (),
    ) -> int:
        """`mentions` are numbers."""
        body: dict[str, Any] = {"to": to, "text": text, "mentions": list(mentions)}
        if image is not None:
            data = base64.b64encode(image).decode()
            body["media"] = {"kind": "image", "mimetype": "image/png", "data": data}
        if quoted is not None:
            body["quoted"] = quoted
        return int(call(f"{self._path}/send", body)["id"])

    def messages(self, since: int = 0) -> list[dict[str, Any]]:
        return list(call(f"{self._path}/messages?since={since}")["messages"])

    def hears(self, since: int, seconds: float = 20.0) -> dict[str, Any]:
        """The next message from somebody else after `since`."""

        def came() -> dict[str, Any] | None:
            others = (m for m in self.messages(since) if not m["from_me"])
            return next(others, None)

        found = until(came, f"a message to {self.number}", seconds)
        assert found is not None
        return found

    def ask(self, to: str, text: str, **more: Any) -> dict[str, Any]:
        """Send, and the answer."""
        return self.hears(self.send(to, text, **more))

    def group(self, chat: str) -> dict[str, Any]:
        """As this phone knows it."""
        return dict(call(f"{self._path}/groups/{chat}")["group"])

    def do(self, what: str, **body: Any) -> dict[str, Any]:
        """Anything else that the control API offers for a phone."""
        return call(f"{self._path}/{what}", body)

    def get(self, what: str) -> dict[str, Any]:
        return call(f"{self._path}/{what}")

    @contextmanager
    def feeling(self) -> Iterator[Callable[[str], dict[str, Any]]]:
        """Call it with a kind for the next moment of that kind from here on."""
        with urllib.request.urlopen(f"{self._path}/events", timeout=20) as stream:

            def following(kind: str) -> dict[str, Any]:
                end = time.monotonic() + 20
                for line in stream:  # there is one each 15 s at least
                    if time.monotonic() > end:
                        break
                    if line.strip() == f"event: {kind}".encode():
                        return dict(json.loads(next(stream).removeprefix(b"data: ")))
                raise AssertionError(f"no {kind} at {self.number}")

            following("ready")
            yield following

    def media(self, message: dict[str, Any]) -> bytes:
        with urllib.request.urlopen(self._root + message["media_url"], timeout=30) as response:
            return bytes(response.read())


def call(
    url: str, body: dict[str, Any] | None = None, method: str | None = None
) -> dict[str, Any]:
    """A GET, or a POST where there is a body, unless `method` says otherwise."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(
        url, data, {"Content-Type": "application/json"}, method=method
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return dict(json.load(response))
    except urllib.error.HTTPError as error:
        with error:
            raise AssertionError(f"{url}: {error.code} {error.read().decode()}") from None
