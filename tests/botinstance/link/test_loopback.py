"""The trust root is replaced in memory, once, or the bot does not connect."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from botinstance.link import loopback
from botinstance.link.loopback import LoopbackError
from tests.botinstance.bots import ROOT


def test_it_works_once_in_a_process(tmp_path: Path) -> None:
    root = tmp_path / "root.pub"
    root.write_bytes(bytes(range(32)))
    code = f"""
from pathlib import Path
from botinstance.link import loopback
root = Path({str(root)!r})
loopback.trust(root)
try:
    loopback.trust(root)
except loopback.LoopbackError as error:
    raise SystemExit(str(error))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "found 0 times" in done.stderr


def test_a_missing_root_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LoopbackError, match="cannot be read"):
        loopback.trust(tmp_path / "root.pub")


def test_a_root_of_another_size_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "root.pub").write_bytes(b"short")
    with pytest.raises(LoopbackError, match="has 5 bytes"):
        loopback.trust(tmp_path / "root.pub")
