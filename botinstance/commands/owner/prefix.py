"""prefix: what commands begin with."""

from __future__ import annotations

from botinstance.context import Context, UserError
from botinstance.contract.problem import Invalid


def run(context: Context) -> str:
    now = context.config.prefix
    if not context.args:
        return f"Commands begin with {now} as in {now}menu. Another: {now}prefix !"
    try:
        context.state.settings.write("prefix", context.args)
    except Invalid:
        raise UserError(
            f"The prefix is one to three signs such as . or ! without letters, digits or spaces: "
            f"write for example {now}prefix !"
        ) from None
    fresh = context.state.settings.text("prefix")
    return f"Commands begin with {fresh} from now on, as in {fresh}menu."
