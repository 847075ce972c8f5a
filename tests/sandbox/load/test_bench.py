"""`scripts/bench sandbox`, small: real clients, every message accounted for."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = [sys.executable, "-m", "tests.sandbox.bench"]


@pytest.mark.neonize
@pytest.mark.parametrize("chats", [[], ["--groups", "3"]], ids=["pairs", "groups"])
def test_the_network_loses_nothing_and_keeps_the_order(tmp_path: Path, chats: list[str]) -> None:
    numbers = tmp_path / "numbers.json"
    words = ["--devices", "6", "--rate", "10", "--seconds", "5", "--together", "3", *chats]
    done = subprocess.run(
        [*BENCH, *words, "--json", str(numbers)],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    (measured,) = json.loads(numbers.read_text())
    outcome = measured["outcome"]
    assert outcome["sent"] >= 50
    assert outcome["copies"] == outcome["sent"] * (2 if chats else 1)
    assert [outcome[name] for name in ("lost", "duplicated", "disordered")] == [0, 0, 0]
    assert outcome["round_trips"] >= 25 - 2 * outcome["raced"]
    assert measured["memory"]["rss"] >= measured["memory"]["private"] > 0
    assert done.stdout.startswith("| devices | chats |")
    assert len(done.stdout.splitlines()) == 3


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--devices", "3", "--rate", "16"], "3 devices make 3 pairs, which carry 15 messages"),
        (["--devices", "3", "--groups", "4"], "3 devices do not fill a group of 4"),
    ],
)
def test_what_cannot_be_measured_is_said_before_anything_starts(
    words: list[str], reason: str
) -> None:
    done = subprocess.run([*BENCH, *words], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(reason)
