"""A person who knows the REST contract and holds phones, and nothing else of the platform.

Runs against any dashboard on the sandbox network, from outside the project as well:

    python tests/system/newcomer.py DASHBOARD_URL VOUCHER PHONE_URL
"""

from __future__ import annotations

import base64
import io
import sys
import time
from collections.abc import Callable
from typing import Any

import requests
import zxingcpp
from PIL import Image

FEATURES = {"ai": True, "tagall": True, "sticker": True, "tts": False, "antilink": True}
Json = dict[str, Any]


def wait(condition: Callable[[], Any], what: str, seconds: float = 60.0) -> Any:
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds:g} s: {what}")
        time.sleep(0.2)


class Dashboard:
    """The REST contract; an answer without success raises with its text."""

    def __init__(self, url: str) -> None:
        self.url = url

    def call(self, method: str, path: str, **json: Any) -> Json:
        answer = requests.request(method, self.url + path, json=json or None, timeout=60)
        body: Json = answer.json()
        assert answer.ok, f"{method} {path}: {answer.status_code} {body}"
        assert body["success"] is True
        return body

    def post(self, path: str, **json: Any) -> Json:
        return self.call("POST", path, **json)

    def session(self, session: str) -> Json:
        found: Json = self.call("GET", f"/api/deployment/session/{session}")["session"]
        return found


class Phone:
    """One phone of the sandbox, by its control API."""

    def __init__(self, url: str, number: str) -> None:
        self.root = url
        self.url = f"{url}/api/phones/{number}"
        self.number = number
        self._seen = 0

    def post(self, verb: str, **json: Any) -> Json:
        answer = requests.post(f"{self.url}/{verb}", json=json, timeout=60)
        assert answer.ok, f"{verb}: {answer.status_code} {answer.text}"
        body: Json = answer.json()
        return body

    def send(self, to: str, text: str | None = None, media: Json | None = None) -> None:
        given = {"to": to, "text": text, "media": media}
        self.post("send", **{key: value for key, value in given.items() if value is not None})

    def received(self) -> list[Json]:
        """What came since the last look, without what this phone sent."""
        url = f"{self.url}/messages"
        found = requests.get(url, params={"since": self._seen}, timeout=60).json()["messages"]
        if found:
            self._seen = found[-1]["id"]
        return [message for message in found if not message["from_me"]]

    def expect(self, fits: Callable[[Json], bool], what: str, seconds: float = 30.0) -> Json:
        """The first message that fits. Those before it are passed over."""

        passed: list[str] = []

        def look() -> Json | None:
            for message in self.received():
                if fits(message):
                    return message
                passed.append(message["text"] or "")
            return None

        try:
            found: Json = wait(look, f"{self.number} receives {what}", seconds)
        except AssertionError as error:
            raise AssertionError(f"{error}; it received {passed}") from None
        return found

    def ask(self, bot: str, text: str, answer: str, seconds: float = 30.0) -> Json:
        """Send `text` and wait for a text that holds `answer`."""
        self.send(bot, text)
        return self.expect(lambda m: answer in (m["text"] or ""), f"{answer!r}", seconds)

    def devices(self) -> list[Json]:
        found: list[Json] = requests.get(self.url, timeout=60).json()["devices"]
        return found

    def media(self, message: Json) -> bytes:
        url = message["media_url"]
        return requests.get(url if "://" in url else self.root + url, timeout=60).content


def qr_text(data_uri: str) -> str:
    """What a camera would read from the picture."""
    assert data_uri.startswith("data:image/png;base64,")
    picture = Image.open(io.BytesIO(base64.b64decode(data_uri.split(",", 1)[1])))
    assert picture.format == "PNG"
    found = zxingcpp.read_barcodes(picture.convert("L"), formats=zxingcpp.BarcodeFormat.QRCode)
    assert len(found) == 1, "one QR code is in the picture"
    return str(found[0].text)


def picture() -> Json:
    """A small red PNG, as the control API takes it."""
    out = io.BytesIO()
    Image.new("RGB", (320, 200), (200, 30, 30)).save(out, "PNG")
    data = base64.b64encode(out.getvalue()).decode()
    return {"kind": "image", "mimetype": "image/png", "data": data}


class Newcomer:
    """Walks the flow step by step; a test may stop between any two of them."""

    def __init__(self, dashboard: str, phones: str, voucher: str, number: str) -> None:
        self.dashboard = Dashboard(dashboard)
        self.voucher = voucher
        self.owner = Phone(phones, number)
        self.friend = Phone(phones, number[:-1] + "7")
        self.session = ""

    def check(self) -> None:
        answer = self.dashboard.post("/api/vouchers/check", code=self.voucher)
        assert (answer["isValid"], answer["isUsed"], answer["isExpired"]) == (True, False, False)

    def redeem(self) -> None:
        path = "/api/deployment/validate-voucher"
        answer = self.dashboard.post(path, code=self.voucher, userId="user_newcomer")
        self.session = answer["sessionId"]
        assert self.status() == ("pairing", "pending")

    def status(self) -> tuple[str, str]:
        session = self.dashboard.session(self.session)
        return session["status"], session["deployment_status"]

    def qr(self) -> str:
        """As the API says: where WhatsApp is slow, ask again in a moment."""

        def asked() -> str | None:
            url = f"{self.dashboard.url}/api/deployment/generate-qr"
            answer = requests.post(url, json={"sessionId": self.session}, timeout=60)
            body = answer.json()
            if body.get("code") == "pairing_slow":
                return None
            assert answer.ok, f"generate-qr: {answer.status_code} {body}"
            return qr_text(body["qrCode"])

        return str(wait(asked, "a QR code", 90))

    def scan(self) -> None:
        self.owner.post("scan", qr=self.qr())

    def paired(self) -> None:
        wait(lambda: self.status()[0] == "paired", "the session is paired")

    def link_by_code(self) -> None:
        path = "/api/deployment/get-pairing-code"
        number = "+" + self.owner.number
        answer = self.dashboard.post(path, sessionId=self.session, phoneNumber=number)
        self.owner.post("enter-code", code=answer["pairingCode"])
        self.paired()

    def deploy(self, features: dict[str, bool] = FEATURES) -> None:
        answer = self.dashboard.post(
            "/api/deployment/deploy",
            sessionId=self.session,
            botName="My Awesome Bot",
            features=features,
        )
        assert answer["status"] == "in_progress"

    def active(self) -> None:
        wait(lambda: self.status() == ("deployed", "active"), "the bot is deployed and active")

    def toggle(self, feature: str, enabled: bool) -> None:
        self.dashboard.post(
            "/api/deployment/toggle-feature",
            sessionId=self.session,
            featureName=feature,
            enabled=enabled,
        )

    def chat(self) -> None:
        self.friend.ask(self.owner.number, ".ping", "ong")
        self.friend.ask(self.owner.number, ".calc 2+3*4", "14")

    def sticker(self) -> None:
        self.friend.send(self.owner.number, ".sticker", picture())
        message = self.friend.expect(lambda m: m["kind"] == "sticker", "a sticker")
        assert Image.open(io.BytesIO(self.friend.media(message))).format == "WEBP"

    def voice(self) -> None:
        self.friend.send(self.owner.number, ".tts hello")
        message = self.friend.expect(lambda m: m["kind"] == "audio", "a voice note")
        assert self.friend.media(message).startswith(b"OggS")

    def connected_since(self) -> Any:
        return self.dashboard.session(self.session)["link"]["since"]

    def toggled(self) -> None:
        """Refused while off; allowed within a moment once on; the link is the same all along."""
        since = self.connected_since()
        self.friend.ask(self.owner.number, ".tts hello", "off")
        self.toggle("tts", True)
        self.voice()
        assert self.connected_since() == since, "the bot did not reconnect"

    def all(self) -> None:
        for step in (self.check, self.redeem, self.scan, self.paired, self.deploy, self.active,
                     self.chat, self.sticker, self.toggled):  # fmt: skip
            start = time.monotonic()
            step()
            sys.stderr.write(f"{step.__name__}: {time.monotonic() - start:.1f} s\n")


if __name__ == "__main__":
    dashboard_url, code, phone_url = sys.argv[1:]
    number = f"1555{time.time_ns() // 10**6 % 10**6:06d}0"
    Newcomer(dashboard_url, phone_url, code, number).all()
