"""What the language model may cost in a day."""

from __future__ import annotations

from botinstance.context import Heard, UserError
from botinstance.contract.command import Permission

WHAT = "ai"  # under which it is counted


def take(heard: Heard) -> None:
    """Use one of the answers that the person and the bot have today; its owner has as many as
    the bot. Raises UserError where they are used up."""
    state = heard.state
    each, all_ = state.settings.number("ai_quota"), state.settings.number("ai_total")
    limited = heard.permission < Permission.OWNER
    with state.records.together():
        if limited and state.allowance.used(WHAT, heard.person) >= each:
            raise UserError(
                f"You have asked the language model {each} times today, which is all that "
                "one person may. You can go on after midnight (UTC)."
            )
        if not state.allowance.take(WHAT, all_):
            raise UserError(
                "The language model was asked as often as it may be today. "
                "I can go on after midnight (UTC)."
            )
        if limited:
            state.allowance.take(WHAT, each, heard.person)
