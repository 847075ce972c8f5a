"""`python -m sandbox`: see `command.py`."""

from __future__ import annotations

import sys
from pathlib import Path

try:
    from sandbox.command import main
except ModuleNotFoundError as missing:
    needed = Path(__file__).with_name("requirements.txt")
    sys.exit(
        f"The sandbox needs {missing.name}, which is not installed. All that it needs:\n"
        f"{sys.executable} -m pip install -r {needed}"
    )

if __name__ == "__main__":
    sys.exit(main())
