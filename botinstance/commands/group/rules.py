"""rules, setrules: what holds in a group."""

from __future__ import annotations

from botinstance.context import Context, UserError
from botinstance.contract.command import Permission
from botinstance.contract.problem import Invalid

SETTING = "rules"


def show(context: Context) -> str:
    if context.args:
        if context.permission < Permission.GROUP_ADMIN:
            raise UserError("Only admins of the group may change its rules.")
        return change(context)
    rules = context.state.settings.text(SETTING, context.chat)
    if not rules:
        return f"This group has no rules. Its admins give it some: {context.config.prefix}setrules"
    return f"*Rules*\n\n{rules}"


def change(context: Context) -> str:
    text, use = context.args, f"{context.config.prefix}setrules"
    if not text:
        raise UserError(f"Which rules? Write them behind {use}, or {use} off for none.")
    try:
        rules = "" if text.lower() == "off" else text
        context.state.settings.write(SETTING, rules, context.chat)
    except Invalid:
        raise UserError("Those rules are too long: at most 3000 characters.") from None
    return "The group has new rules." if rules else "The group has no rules any more."
