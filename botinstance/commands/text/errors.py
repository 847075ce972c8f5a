"""What can go wrong with a code."""

from __future__ import annotations


class CodeError(Exception):
    """Why a text cannot be written in a code or read from it, as a sentence."""
