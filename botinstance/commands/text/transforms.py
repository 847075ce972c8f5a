"""fliptext, tiny, vapor, revtext: a text upside down, raised, wide, backwards."""

from __future__ import annotations

from botinstance.commands.text.alphabets import TINY, TURNED, WIDE, styled
from botinstance.commands.text.clusters import clusters
from botinstance.commands.text.given import fitting, given
from botinstance.context import Context


def flip(context: Context) -> str:
    return fitting(styled(_backwards(given(context, context.args)), TURNED))


def tiny(context: Context) -> str:
    return fitting(styled(given(context, context.args), TINY))


def vapor(context: Context) -> str:
    return fitting(styled(given(context, context.args), WIDE))


def reverse(context: Context) -> str:
    return _backwards(given(context, context.args))


def _backwards(text: str) -> str:
    return "".join(reversed(clusters(text)))
