"""What happens to a phone, as server-sent events."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import requests

from sandbox.control.serve import Sandbox
from tests.sandbox.control.api import Api

ANN, BOB = "15550001", "15550002"
A, B = f"/api/phones/{ANN}", f"/api/phones/{BOB}"

PATIENCE = 30  # seconds
Event = tuple[str, str, Any]  # kind, id, data


class Watcher:
    """Context manager: iterates over a phone's events, those after `last` first."""

    def __init__(self, root: str, number: str, last: str | None = None) -> None:
        headers = {"Last-Event-ID": last} if last else {}
        self._http = requests.Session()
        self._http.trust_env = False
        self._answer = self._http.get(
            f"{root}/api/phones/{number}/events", headers=headers, stream=True, timeout=30
        )
        self._lines = self._answer.iter_lines(chunk_size=1, decode_unicode=True)

    def __enter__(self) -> Watcher:
        return self

    def __exit__(self, *_: object) -> None:
        self._answer.close()
        self._http.close()

    def __iter__(self) -> Iterator[Event]:
        event: dict[str, str] = {}
        end = time.monotonic() + PATIENCE
        for line in self._lines:
            assert time.monotonic() < end, "heartbeats, and nothing else"
            if line:
                name, _, value = line.partition(": ")
                event[name] = value
            elif "event" in event:
                yield event["event"], event["id"], json.loads(event["data"])
                event = {}

    def until(self, kind: str) -> Event:
        return next(event for event in self if event[0] == kind)


def test_a_message_is_told_as_it_comes(api: Api, sandbox: Sandbox) -> None:
    api.get(B)
    with Watcher(sandbox.phone, BOB) as watcher:
        assert watcher.until("ready")
        api.post(f"{A}/send", to=BOB, text="hello")
        _, _, data = watcher.until("message")
        (message,) = api.get(f"{B}/messages")["messages"]
        assert (data["id"], message["text"]) == (message["id"], "hello")


def test_a_watcher_who_comes_again_misses_nothing(api: Api, sandbox: Sandbox) -> None:
    api.get(B)
    with Watcher(sandbox.phone, BOB) as watcher:
        _, last, _ = watcher.until("ready")
    api.post(f"{A}/send", to=BOB, text="meanwhile")
    api.get(f"{B}/messages", wait=20)
    with Watcher(sandbox.phone, BOB, last) as watcher:
        assert watcher.until("ready")[1] == last
        assert watcher.until("message")


def test_an_id_of_another_life_says_that_something_may_be_missed(
    api: Api, sandbox: Sandbox
) -> None:
    api.get(B)
    with Watcher(sandbox.phone, BOB) as watcher:
        newest = watcher.until("ready")[1].partition("-")[2]
    for last in (f"cafe-{newest}", "nonsense", "-"):
        with Watcher(sandbox.phone, BOB, last) as watcher:
            kind, fresh, _ = next(iter(watcher))
            assert (kind, fresh != last) == ("reset", True)


def test_typing_and_receipts_are_told(api: Api, sandbox: Sandbox) -> None:
    api.get(B)
    api.post(f"{A}/send", to=BOB, text="it is me")  # of strangers nothing is shown
    api.get(f"{B}/messages", wait=20)
    with Watcher(sandbox.phone, ANN) as ann, Watcher(sandbox.phone, BOB) as bob:
        ann.until("ready")
        bob.until("ready")
        api.post(f"{A}/typing", to=BOB, state="composing")
        _, _, typing = bob.until("typing")
        assert (typing["chat"], typing["by"], typing["state"]) == (ANN, ANN, "composing")
        sent = api.post(f"{A}/send", to=BOB, text="seen?")["message_id"]
        _, _, came = bob.until("message")
        api.post(f"{B}/read", message=came["id"])
        status = ""
        while status != "read":
            _, _, receipt = ann.until("receipt")
            if receipt["message_id"] == sent:
                assert receipt["by"] == BOB
                status = receipt["status"]
