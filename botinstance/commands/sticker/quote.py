"""qc: what somebody said, as a sticker that looks like the chat."""

from __future__ import annotations

from botinstance.commands.sticker import sending
from botinstance.commands.sticker.words import checked
from botinstance.context import Context, UserError
from botinstance.link.protocol import LinkError
from botinstance.words import clean

LENGTH = 600  # characters
_NAME = 40  # characters


def run(context: Context) -> None:
    """Words behind the command are those of who writes it: nobody's mouth is put words into."""
    message, quoted = context.message, context.message.quoted
    if context.args:
        who, name, text = message.sender, message.sender_name, context.args
    elif quoted and quoted.text.strip():
        who, text = quoted.sender, quoted.text
        name = message.sender_name if who == message.sender else ""
    else:
        use = f"{context.config.prefix}qc"
        raise UserError(f"Reply to what somebody wrote with {use}, or write words behind {use}.")
    shown = clean(name or _name(context, who), _NAME).strip() or "Somebody"
    sending.work(
        context, "bubble:quote", _face(context, who), name=shown, text=checked(text, LENGTH)
    )


def _name(context: Context, who: str) -> str:
    account = context.link.account
    phone = account.phone_of(who)
    # a group may hide its members' numbers from each other
    return account.name_of(who) or (f"+{phone}" if phone and not context.message.is_group else "")


def _face(context: Context, who: str) -> bytes:
    """Empty where there is none to see."""
    try:
        return context.link.account.picture_of(who)
    except LinkError:
        return b""
