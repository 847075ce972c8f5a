"""Functions of ours in a process of their own: a pixel bomb or a leak costs that process only, and
the bot's memory stays where it was."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

import botinstance
from botinstance.tools.child import ToolError, execute
from botinstance.tools.limits import MIB, TOO_HUNGRY, Limits
from botinstance.tools.turns import turn
from botinstance.usererror import UserError
from botinstance.work import HUNGRY, SORRY

SECONDS = 20.0
MOST = 64 * MIB  # bytes given
_USUAL = Limits(memory=512 * MIB)
_CODE = str(Path(botinstance.__file__).parent.parent)


def work(
    function: str, data: bytes, *, seconds: float = SECONDS, limits: Limits = _USUAL,
    **arguments: Any,
) -> bytes:  # fmt: skip
    """What `function`, a "package.module:name", makes of `data` and the `arguments` (JSON).

    It is called as name(data, **arguments) and returns bytes. Its module imports nothing of the
    bot's but `botinstance.usererror` and its own kind. A start takes 0.05 s, with Pillow 0.12 s.

    Raises UserError with the sentence of a UserError raised in there, where it takes longer than
    `seconds` or wants more than `limits`; ToolError for any other exception.
    """
    import json

    if len(data) > MOST:
        raise UserError(f"That is too large for me: at most {MOST // MIB} MB.")
    head = json.dumps(arguments).encode() + b"\n"
    # -P: the folder it starts in is not searched for modules; -s: nor is the user's home
    argv = [sys.executable, "-P", "-s", "-B", "-m", "botinstance.work", function]
    with tempfile.TemporaryDirectory(prefix="work-") as name, turn():
        code = {"PYTHONPATH": _CODE}
        ended = execute(argv, [head, data], Path(name), seconds, limits, code)
    if ended.status == SORRY:
        raise UserError(ended.output.decode())
    if ended.status == HUNGRY:
        raise UserError(TOO_HUNGRY)
    if ended.status != 0:
        lines = ended.errors.strip().splitlines()
        raise ToolError(f"{function}: {lines[-1] if lines else ended.status}")
    return ended.output
