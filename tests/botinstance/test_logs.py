"""The journal gets a priority with each line, and nothing from stdout."""

from __future__ import annotations

import subprocess
import sys

from tests.botinstance.bots import ROOT

CODE = """
import ctypes, logging, os
from botinstance import logs
logs.setup()
log = logging.getLogger("bot")
log.info("first\\nsecond")
log.warning("careful")
logging.getLogger("whatsmeow.Client").info("noise")
try:
    1 / 0
except ZeroDivisionError:
    log.exception("failed")
os.write(1, b"Go prints here")
"""


def test_it_works() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE], cwd=ROOT, capture_output=True, text=True, check=True
    )
    lines = done.stderr.splitlines()
    assert lines[:3] == ["<6>bot: first", "<6>second", "<4>bot: careful"]
    assert lines[3] == "<3>bot: failed"
    assert all(line.startswith("<3>") for line in lines[3:])
    assert "noise" not in done.stderr
    assert done.stdout == ""
