"""neonize comes without what a bot never uses, and our own code still finds the real thing."""

from __future__ import annotations

import subprocess
import sys

from tests.botinstance.bots import ROOT

CODE = """
import sys
from botinstance.link import slim
slim.load()
loaded = [name for name in slim.ABSENT if name in sys.modules]
assert loaded == [], loaded
import neonize.client
try:
    neonize.client.link_preview("https://example.org")
except RuntimeError as error:
    assert "without the library" in str(error)
from PIL import Image
assert Image.new("RGB", (1, 1)).size == (1, 1)
"""


def test_it_works() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
