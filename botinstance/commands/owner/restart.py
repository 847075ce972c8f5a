"""restart: the process ends, and systemd starts it anew."""

from __future__ import annotations

from botinstance.context import Context, UserError
from botinstance.contract.exits import Exit

A_DAY = 8  # fewer than systemd takes for a unit that fails and fails (units/properties.py)


def run(context: Context) -> None:
    if not context.state.allowance.take("restart", A_DAY):
        raise UserError(
            f"I have restarted {A_DAY} times today. If that does not help, see the dashboard."
        )
    context.link.reply(context.message, "Restarting: I am back in some seconds.")
    context.vitals.life.end(Exit.RESTART)
