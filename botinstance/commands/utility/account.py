"""iswa, getpp, getbio: what WhatsApp tells of people."""

from __future__ import annotations

from botinstance.commands.group.common import in_words, tag
from botinstance.commands.group.people import numbers
from botinstance.commands.utility.whom import anybody
from botinstance.context import Context, UserError
from botinstance.link.protocol import File

CHECKS = 10  # numbers a day: WhatsApp bans who asks for many


def exists(context: Context) -> str:
    found = numbers(context.args)
    if len(found) != 1:
        raise UserError(
            "Write one number with its country code: "
            f"{context.config.prefix}{context.command.name} +4915550003"
        )
    if not context.state.allowance.take("iswa", CHECKS):
        raise UserError(
            f"That was enough for today: WhatsApp bans who checks more than {CHECKS} numbers. "
            "Try again tomorrow."
        )
    with in_words():
        known = context.link.account.id_of(found[0])
    return f"+{found[0]} is {'' if known else 'not '}on WhatsApp."


def picture(context: Context) -> None:
    id = anybody(context)
    with in_words():
        jpeg = context.link.account.picture_of(id)
    if not jpeg:
        raise UserError("There is no picture, or they do not show it to me.")
    mentions = () if id == context.message.sender else (id,)
    file = File("image", jpeg, "image/jpeg", tag(id), mentions=mentions)
    context.link.send_file(context.message, file)


def about(context: Context) -> None:
    id = anybody(context)
    with in_words():
        text = context.link.account.about_of(id).strip()
    if not text:
        raise UserError("There is no about text, or they do not show it to me.")
    mentions = [] if id == context.message.sender else [id]
    context.link.reply(context.message, f"{tag(id)}: {text[:500]}", mentions)
