"""logs: what went wrong lately."""

from __future__ import annotations

from botinstance import recent
from botinstance.commands.owner.common import need_secrecy
from botinstance.context import Context, UserError

USUAL = 10
LENGTH = 3800  # characters of an answer


def run(context: Context) -> str:
    need_secrecy(context)
    args = context.args or str(USUAL)
    if not (
        args.isascii() and args.isdecimal() and len(args) < 4 and 1 <= int(args) <= recent.MOST
    ):
        use = f"{context.config.prefix}logs"
        raise UserError(f"Write {use}, or {use} and a number of lines from 1 to {recent.MOST}.")
    lines = recent.lines()[-int(args) :]
    if not lines:
        return "Nothing has gone wrong since I was started."
    return "\n".join(lines)[-LENGTH:]
