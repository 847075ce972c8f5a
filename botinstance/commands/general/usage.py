"""usage: what of the things that are limited somebody has used today."""

from __future__ import annotations

from botinstance.commands.ai.quota import WHAT as AI
from botinstance.commands.general.report import A_DAY as REPORTS
from botinstance.context import Context
from botinstance.contract.command import Permission
from botinstance.language import _
from botinstance.state.switches import off


def run(context: Context) -> str:
    if context.permission is Permission.OWNER:
        free = _("Nothing is limited for my owner, but for what WhatsApp bans bots for.")
        return "\n".join([_("*Today*"), free])
    used, settings = context.state.allowance.used, context.state.settings
    lines = [
        _("Commands: {count} a minute").format(count=settings.number("flood")),
        _("Reports: {used} of {most}").format(used=used("report", context.person), most=REPORTS),
    ]
    if not off(context.config, settings, context.chat, "ai"):
        asked = _("Language model: {used} of {most}")
        lines.append(asked.format(used=used(AI, context.person), most=settings.number("ai_quota")))
    return "\n".join([_("*Today*"), *lines, _("It begins anew at midnight UTC.")])
