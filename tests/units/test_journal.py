"""Reading the journal through a journalctl that is played by a script."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from units import journal
from units.protocol import BrokerError

BOT = str(uuid.uuid4())
FROM_THE_PLACE = """
lines = [line for line in LINES if not place or line["__CURSOR"] >= place]
"""
# the rest of it, for whatever `lines` are
SPOKEN = """
for line in lines:
    print(json.dumps(line), flush=True)
"""

Play = Callable[[str], None]


def line(number: int) -> dict[str, str]:
    return {
        "__CURSOR": f"c{number}",
        "__REALTIME_TIMESTAMP": str(number * 1_000_000),
        "PRIORITY": "4",
        "MESSAGE": f"line {number}",
    }


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Play:
    """Lets journalctl do this, in Python: `place` is what --cursor says."""

    def write(body: str) -> None:
        script = tmp_path / "journalctl"
        script.write_text(
            "#!/usr/bin/python3\nimport itertools, json, sys, time\n"
            f"LINES = {[line(n) for n in range(1, 10)]!r}\n"
            "place = next((a[9:] for a in sys.argv if a.startswith('--cursor=')), '')\n" + body
        )
        script.chmod(0o755)

    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    return write


def test_it_works(play: Play) -> None:
    play(FROM_THE_PLACE + SPOKEN)
    found = journal.read(BOT, 100, "c7")
    assert [(it.cursor, it.at, it.text) for it in found] == [
        ("c8", 8.0, "line 8"),
        ("c9", 9.0, "line 9"),
    ]


def test_at_the_end_there_is_nothing(play: Play) -> None:
    play(FROM_THE_PLACE + SPOKEN)
    assert journal.read(BOT, 100, "c9") == []


def test_a_place_that_rotation_has_taken_is_refused(play: Play) -> None:
    play("lines = LINES[3:]" + SPOKEN)
    with pytest.raises(BrokerError, match="not known") as refused:
        journal.read(BOT, 100, "c2")
    assert refused.value.code == "invalid"


def test_a_place_that_is_none_is_refused(play: Play) -> None:
    play("sys.exit(1)")
    with pytest.raises(BrokerError, match="not known"):
        journal.read(BOT, 100, "nonsense")


def test_of_a_flood_only_the_first_lines_are_read(play: Play) -> None:
    play("lines = itertools.cycle(LINES)" + SPOKEN)
    assert [it.cursor for it in journal.read(BOT, 3, "c1")] == ["c2", "c3", "c4"]


def test_bytes_that_are_no_text_are_shown_somehow(play: Play) -> None:
    odd = json.dumps({**line(1), "MESSAGE": [104, 105, 255]})
    play(f"print({odd!r})")
    assert journal.read(BOT, 1, None)[0].text == "hi\ufffd"


def test_one_that_hangs_is_given_up(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "PATIENCE", 0.3)
    play("print('{', end='', flush=True); time.sleep(60)")
    with pytest.raises(BrokerError, match="in time"):
        journal.read(BOT, 100, None)


def test_without_journalctl_it_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BrokerError, match="could not be read"):
        journal.read(BOT, 100, None)
