"""calc: a pocket calculator."""

from __future__ import annotations

from botinstance.commands.utility.arithmetic import MathError, evaluate, show
from botinstance.context import Context, UserError


def run(context: Context) -> str:
    if not context.args:
        raise UserError(f"What shall I work out? Example: {context.config.prefix}calc 2+3*4")
    try:
        return show(evaluate(context.args))
    except MathError as error:
        raise UserError(str(error)) from None
