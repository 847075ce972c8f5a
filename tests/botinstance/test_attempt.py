"""An attempt to link, with a library that a test plays."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from queue import SimpleQueue
from typing import Any

import pytest

from botinstance import attempt as module
from botinstance.attempt import Attempt
from botinstance.contract import event
from botinstance.contract.config import PairRequest
from botinstance.contract.exits import Exit
from botinstance.link.pairing import BadNumber, Happening, Refused
from botinstance.link.protocol import Own
from botinstance.link.recording import OWN

QR, CODE = PairRequest("qr"), PairRequest("code", "15550009")


class ScriptedPairing:
    """Happens as scripted; each `connect` takes the next script."""

    def __init__(self, *scripts: list[Happening], codes: list[str | Exception] | None = None):
        self.happenings: SimpleQueue[Happening] = SimpleQueue()
        self.scripts, self.codes = list(scripts), codes or []
        self.asked: list[str] = []
        self.account = OWN
        self.stopped = 0

    def connect(self) -> None:
        for happening in self.scripts.pop(0):
            self.happenings.put(happening)

    def code(self, phone: str) -> str:
        self.asked.append(phone)
        code = self.codes.pop(0)
        if isinstance(code, Exception):
            raise code
        return code

    def own(self) -> Own:
        return self.account

    def stop(self) -> None:
        self.stopped += 1


class World:
    """What the attempt sees of its surroundings."""

    def __init__(self, pairing: ScriptedPairing) -> None:
        self.pairing = pairing
        self.events: list[tuple[str, dict[str, Any]]] = []

    def emit(self, name: str, data: dict[str, Any]) -> None:
        event.CHECKS[name](data)
        self.events.append((name, data))

    def named(self, name: str) -> list[dict[str, Any]]:
        return [data for n, data in self.events if n == name]


Run = Callable[..., tuple[Exit, World]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    before = signal.getsignal(signal.SIGTERM)

    def play(
        request: PairRequest, *scripts: list[Happening], account: Own | None = OWN,
        codes: list[str | Exception] | None = None,
    ) -> tuple[Exit, World]:  # fmt: skip
        world = World(ScriptedPairing(*scripts, codes=codes))
        monkeypatch.setattr(module, "Pairing", lambda store: world.pairing)
        return Attempt(request, world, world).run(), world  # type: ignore[arg-type]

    for name in ("REACH", "CONNECT", "SYNC", "NAME"):
        monkeypatch.setattr(module, name, 0.2)
    for name in ("FIRST_DELAY", "DELETION", "QUIET"):
        monkeypatch.setattr(module, name, 0.01)
    yield play
    signal.signal(signal.SIGTERM, before)


def qr(text: str = "2@a") -> Happening:
    return Happening("qr", text)


def outcome(word: str) -> Happening:
    return Happening("outcome", word)


LINKED = [outcome("success"), Happening("connected"), Happening("synced")]


def test_it_works(run: Run) -> None:
    exit, world = run(QR, [qr("2@a"), *LINKED])
    assert exit is Exit.OK
    assert [n for n, _ in world.events] == [event.PAIR_QR, event.PAIRED]
    assert world.named(event.PAIRED) == [
        {"phone": "15550009", "lid": "915550009@lid", "name": "Test bot"}
    ]
    assert world.pairing.stopped == 1


def test_the_first_qr_lives_a_minute_the_others_twenty_seconds(run: Run) -> None:
    _, world = run(QR, [qr("a"), qr("b"), *LINKED])
    first, second = world.named(event.PAIR_QR)
    assert (first["code"], second["code"]) == ("a", "b")
    assert 55 < first["expires_at"] - time.time() < 61
    assert 15 < second["expires_at"] - time.time() < 21


def test_a_code_is_asked_for_once_and_qrs_are_not_shown(run: Run) -> None:
    exit, world = run(CODE, [qr(), qr(), *LINKED], codes=["ABCD-EFGH"])
    assert exit is Exit.OK
    assert world.pairing.asked == ["15550009"]
    assert world.named(event.PAIR_QR) == []
    (shown,) = world.named(event.PAIR_CODE)
    assert shown["code"] == "ABCD-EFGH"
    assert 150 < shown["expires_at"] - time.time() < 161


def test_a_code_that_is_refused_once_is_asked_for_again(run: Run) -> None:
    exit, world = run(CODE, [qr(), *LINKED], codes=[Refused("503"), "ABCD-EFGH"])
    assert exit is Exit.OK
    assert len(world.named(event.PAIR_CODE)) == 1


@pytest.mark.parametrize(
    ("codes", "reason"),
    [([Refused("400"), Refused("400")], "refused"), ([BadNumber("too short")], "bad-number")],
)
def test_without_a_code_the_attempt_is_over(
    run: Run, codes: list[str | Exception], reason: str
) -> None:
    exit, world = run(CODE, [qr()], codes=codes)
    assert exit is Exit.PAIRING_REFUSED
    assert world.named(event.PAIR_FAILED)[0]["reason"] == reason


@pytest.mark.parametrize(
    ("word", "exit", "reason"),
    [
        ("err-client-outdated", Exit.OUTDATED, "outdated"),
        ("err-scanned-without-multidevice", Exit.PAIRING_REFUSED, "no-multidevice"),
        ("passkey-request", Exit.PAIRING_REFUSED, "passkey"),
        ("error", Exit.PAIRING_REFUSED, "refused"),
        ("something new", Exit.PAIRING_REFUSED, "refused"),
    ],
)
def test_whatsapps_no_is_told_in_words(run: Run, word: str, exit: Exit, reason: str) -> None:
    status, world = run(QR, [qr(), outcome(word)])
    assert status is exit
    (failure,) = world.named(event.PAIR_FAILED)
    assert failure["reason"] == reason
    assert failure["message"].endswith(".")
    assert world.pairing.stopped == 0, "an unpaired client cannot be stopped"


def test_a_code_that_nobody_used_has_expired(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FIRST_QR", 0.5)
    exit, world = run(QR, [qr(), outcome("timeout")])
    assert exit is Exit.PAIRING_TIMEOUT
    assert world.named(event.PAIR_FAILED)[0]["reason"] == "timeout"


@pytest.mark.parametrize(
    ("request_", "name", "codes"),
    [(QR, event.PAIR_QR, []), (CODE, event.PAIR_CODE, ["ABCD-EFGH"])],
)
def test_a_lost_connection_takes_its_code_back_and_is_no_failure(
    run: Run, request_: PairRequest, name: str, codes: list[str | Exception]
) -> None:
    exit, world = run(request_, [qr(), outcome("timeout")], codes=codes)
    assert exit is Exit.FAILED, "systemd starts it again, and a new code is shown"
    assert world.named(event.PAIR_FAILED) == []
    shown, taken_back = world.named(name)
    assert taken_back["code"] == shown["code"]
    assert taken_back["expires_at"] <= time.time()


def test_a_no_before_any_code_is_told_too(run: Run) -> None:
    exit, world = run(QR, [outcome("err-client-outdated")])
    assert exit is Exit.OUTDATED
    assert world.named(event.PAIR_FAILED)[0]["reason"] == "outdated"


def test_it_waits_for_whatsapp_to_be_reached(run: Run) -> None:
    unreachable = [Happening("unreachable", "no route")]
    exit, _ = run(QR, unreachable, unreachable, [qr(), *LINKED])
    assert exit is Exit.OK


def test_it_does_not_wait_for_ever(run: Run) -> None:
    exit, world = run(QR, *[[Happening("unreachable", "no route")]] * 50)
    assert exit is Exit.FAILED
    assert world.named(event.PAIR_FAILED)[0]["reason"] == "unreachable"


def test_a_store_that_was_linked_before_is_confirmed(run: Run) -> None:
    exit, world = run(QR, [Happening("connected"), Happening("synced")])
    assert exit is Exit.OK
    assert len(world.named(event.PAIRED)) == 1


def test_a_link_that_the_phone_has_ended_begins_anew_in_a_new_process(run: Run) -> None:
    exit, world = run(QR, [Happening("logged_out", "Unlinked.")])
    assert exit is Exit.FAILED, "systemd starts it again, with an empty store"
    assert world.events == [], "this attempt is not over"


def test_a_link_that_the_phone_ends_at_once_is_not_paired(run: Run) -> None:
    exit, world = run(QR, [qr(), outcome("success"), Happening("logged_out", "Unlinked.")])
    assert exit is Exit.PAIRING_REFUSED
    assert world.named(event.PAIRED) == []


@pytest.mark.parametrize("linked_before", [True, False])
@pytest.mark.parametrize(
    ("kind", "exit", "reason"),
    [
        ("restricted", Exit.BANNED, "restricted"),
        ("outdated", Exit.OUTDATED, "outdated"),
        ("ended", Exit.PAIRING_REFUSED, "refused"),
    ],
)
def test_a_login_that_is_refused_is_told_so(
    run: Run, kind: str, exit: Exit, reason: str, linked_before: bool
) -> None:
    refused = Happening(kind, "Until tomorrow.")
    script = [refused] if linked_before else [qr(), outcome("success"), refused]
    status, world = run(QR, script)
    assert status is exit
    (failure,) = world.named(event.PAIR_FAILED)
    assert failure["reason"] == reason
    assert failure["message"].startswith("Until tomorrow.") == (kind != "outdated")


def test_a_phone_that_accepts_without_a_connection_is_not_paired(run: Run) -> None:
    exit, world = run(QR, [qr(), outcome("success")])
    assert exit is Exit.FAILED, "systemd starts it again, and the link is confirmed then"
    assert world.named(event.PAIRED) == []


def test_a_stop_while_it_settles_is_a_clean_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SYNC", 60.0)
    killer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGTERM))
    before = time.monotonic()
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # were it to come too soon
    killer.start()
    exit, world = run(QR, [qr(), outcome("success"), Happening("connected")])
    killer.join()
    assert exit is Exit.OK
    assert len(world.named(event.PAIRED)) == 1
    assert time.monotonic() - before < 30
