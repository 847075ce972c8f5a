"""Adds to a tuple or a dictionary in a Python file, whose other lines stay as they are."""

from __future__ import annotations

import ast
from collections.abc import Collection


class NotThere(Exception):
    """The words are for a person."""


def appended(text: str, names: Collection[str], entry: str) -> str:
    """`text` with one more entry in the literal that it gives one of the names to at its top.

    Raises NotThere.
    """
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and _target(node) in names:
            if isinstance(node.value, ast.Tuple):
                return _with(text, node.value, bool(node.value.elts), entry)
            if isinstance(node.value, ast.Dict):
                return _with(text, node.value, bool(node.value.values), entry)
    raise NotThere(f"nothing called {' or '.join(names)} is plainly written out")


def _target(node: ast.Assign | ast.AnnAssign) -> str:
    target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
    return target.id if isinstance(target, ast.Name) else ""


def _with(text: str, literal: ast.expr, filled: bool, entry: str) -> str:
    end = _offset(text, literal.end_lineno or 0, literal.end_col_offset or 0) - 1  # its bracket
    before = text[:end]
    comma = "," if filled and not before.rstrip().endswith(",") else ""
    return before + comma + entry + text[end:]


def _offset(text: str, line: int, column: int) -> int:
    """`column` is in bytes, as ast counts."""
    lines = text.splitlines(keepends=True)
    return sum(map(len, lines[: line - 1])) + len(lines[line - 1].encode()[:column].decode())
