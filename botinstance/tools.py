"""Running other programs: bounded in time, and never told anything through a shell."""

from __future__ import annotations

import logging
import subprocess
from collections.abc import Sequence

from botinstance.context import UserError

log = logging.getLogger(__name__)


class ToolError(Exception):
    """The program ended with an error."""


def run(argv: Sequence[str], data: bytes, seconds: float) -> bytes:
    """What `argv` writes when it reads `data`. Raises UserError if it is not installed or takes
    longer than `seconds`, ToolError if it fails."""
    try:
        done = subprocess.run(
            list(argv), input=data, capture_output=True, timeout=seconds, check=True
        )
    except FileNotFoundError:
        log.error("%s is not installed", argv[0])
        raise UserError(
            f"This needs {argv[0]}, which is not installed here. Please tell the operator."
        ) from None
    except subprocess.TimeoutExpired:
        raise UserError("That took too long, so I stopped. Try something shorter.") from None
    except subprocess.CalledProcessError as error:
        words = error.stderr.decode(errors="replace").strip().splitlines()
        raise ToolError(f"{argv[0]}: {words[-1] if words else error.returncode}") from None
    return done.stdout
