"""Programs of others: ffmpeg, espeak-ng and their kind."""

from __future__ import annotations

import logging
import shutil
import stat
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from botinstance.tools.child import ToolError, execute
from botinstance.tools.limits import TOO_LARGE, Limits
from botinstance.tools.turns import turn
from botinstance.usererror import UserError

log = logging.getLogger(__name__)

_NONE: Mapping[str, bytes] = {}
_NOTHING: Mapping[str, str] = {}
_USUAL = Limits()


def run(
    argv: Sequence[str],
    data: bytes,
    seconds: float,
    *,
    files: Mapping[str, bytes] = _NONE,
    limits: Limits = _USUAL,
    environment: Mapping[str, str] = _NOTHING,
) -> bytes:
    """What `argv` writes when it reads `data`, in a folder of its own that holds `files`.

    Raises UserError if it is not installed, takes longer than `seconds` or wants more than
    `limits`, or if others keep the bot busy; ToolError if it fails.
    """
    with tempfile.TemporaryDirectory(prefix="tool-") as name:
        return _run(argv, data, seconds, Path(name), files, limits, environment)


def run_for_files(
    argv: Sequence[str],
    data: bytes,
    seconds: float,
    results: str,
    *,
    files: Mapping[str, bytes] = _NONE,
    limits: Limits = _USUAL,
    environment: Mapping[str, str] = _NOTHING,
) -> dict[str, bytes]:
    """The files that `argv` leaves in its folder under names such as `results`, a pattern like
    "page-*.png": name to content, sorted, none of `files`. Together no larger than
    `limits.output`. Raises as `run` does."""
    with tempfile.TemporaryDirectory(prefix="tool-") as name:
        folder = Path(name)
        _run(argv, data, seconds, folder, files, limits, environment)
        made = [path for path in sorted(folder.glob(results)) if path.name not in files]
        made = [path for path in made if stat.S_ISREG(path.lstat().st_mode)]
        if sum(path.stat().st_size for path in made) > limits.output:
            raise UserError(TOO_LARGE)
        return {path.name: path.read_bytes() for path in made}


def _run(
    argv: Sequence[str], data: bytes, seconds: float, folder: Path, files: Mapping[str, bytes],
    limits: Limits, environment: Mapping[str, str],
) -> bytes:  # fmt: skip
    program = shutil.which(argv[0])
    if program is None:
        log.error("%s is not installed", argv[0])
        raise UserError(
            f"This needs {argv[0]}, which is not installed here. Please tell the operator."
        )
    for name, content in files.items():
        if Path(name).name != name:
            raise ValueError(f"{name!r} is no plain file name")
        (folder / name).write_bytes(content)
    with turn():
        ended = execute([program, *argv[1:]], [data], folder, seconds, limits, environment)
    if ended.status != 0:
        lines = ended.errors.strip().splitlines()
        raise ToolError(f"{argv[0]}: {lines[-1] if lines else ended.status}")
    return ended.output
