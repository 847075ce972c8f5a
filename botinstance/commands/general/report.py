"""report: words for the owner."""

from __future__ import annotations

from botinstance.context import Context, UserError
from botinstance.language import _, language_of, speaking
from botinstance.link.protocol import Stranger
from botinstance.words import clean

LENGTH = 1000  # characters
A_DAY = 5  # of one person


def run(context: Context) -> str:
    use = f"{context.config.prefix}report"
    if not context.args:
        raise UserError(_("What shall I tell my owner? Write it behind {use}.").format(use=use))
    if len(context.args) > LENGTH:
        too_long = _("That is too long: at most {most} characters behind {use}.")
        raise UserError(too_long.format(most=LENGTH, use=use))
    if not context.state.allowance.take("report", A_DAY, context.person):
        enough = _("You have told my owner {count} things today. Please go on tomorrow.")
        raise UserError(enough.format(count=A_DAY))
    try:
        chat = f"{context.owner_phone}@s.whatsapp.net"
        with speaking(language_of(context.state.settings, chat)):
            letter = _letter(context)
        context.link.send(chat, letter)
    except Stranger:
        raise UserError(_("I cannot reach my owner, who has never written to me.")) from None
    return _("Thank you: my owner has got your words.")


def _letter(context: Context) -> str:
    message = context.message
    name = clean(message.sender_name, 60) or _("Somebody")
    who = f"+{message.sender_phone}" if message.sender_phone else message.sender
    head = _("*Report* by {name} ({who}):")
    if message.is_group:
        head = _("*Report* by {name} ({who}) in the group {group}:")
    return head.format(name=name, who=who, group=message.chat) + f"\n{context.args}"
