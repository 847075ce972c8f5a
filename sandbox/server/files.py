"""The server's state on disk: `public/` for clients, `private/` for its owner only."""

from __future__ import annotations

import os
from pathlib import Path


def folder(path: Path, mode: int) -> Path:
    """Makes the folder if need be and gives it this mode."""
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(mode)
    return path


def write(path: Path, data: bytes, mode: int) -> None:
    """Replaces a file at once; nobody ever sees half of it, or it with another mode."""
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(data)
    fresh.replace(path)
