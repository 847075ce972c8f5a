"""What the commands have in common."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Sequence
from functools import wraps
from typing import ParamSpec, TypeVar

import click

from app import create_app

P = ParamSpec("P")
R = TypeVar("R")


def with_app(command: Callable[P, R]) -> Callable[P, R]:
    """Runs the command within the app that the environment describes."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        app = click.get_current_context().obj or create_app()
        with app.app_context():
            return command(*args, **kwargs)

    return run


def operator() -> str:
    """Who runs the command, for the audit log."""
    try:
        return os.environ.get("SUDO_USER") or getpass.getuser()
    except (KeyError, OSError):
        return f"uid {os.getuid()}"


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Columns as wide as what stands in them."""
    texts = [[str(cell) for cell in row] for row in [head, *rows]]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    for row in texts:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())
