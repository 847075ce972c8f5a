"""How a command says no. In a file of its own, as the processes of `tools.work` need only this."""

from __future__ import annotations


class UserError(Exception):
    """Not a fault: a sentence for the person who asked."""
