"""unit: an amount in another unit."""

from __future__ import annotations

from botinstance.commands.utility.quantity import convert, read, show
from botinstance.commands.utility.unitnames import UnitError
from botinstance.commands.utility.units import TABLE
from botinstance.context import Context, UserError


def run(context: Context) -> str:
    example = f"Example: {context.config.prefix}unit 10 km to mi"
    if not context.args:
        raise UserError(f"What shall I convert? {example}\nI know {', '.join(TABLE)}.")
    try:
        question = read(context.args)
        result, exact = show(convert(question))
    except UnitError as error:
        raise UserError(f"{error} {example}") from None
    given = [(*show(amount), unit.symbol) for amount, unit in question.parts]
    sign = "=" if exact and all(whole for _, whole, _ in given) else "≈"
    amounts = " ".join(f"{amount} {symbol}" for amount, _, symbol in given)
    return f"{amounts} {sign} {result} {question.target.symbol}"
