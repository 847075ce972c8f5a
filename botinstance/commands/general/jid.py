"""jid: WhatsApp's ids of the chat and of a person."""

from __future__ import annotations

from botinstance.context import Context
from botinstance.language import _


def run(context: Context) -> str:
    message = context.message
    if message.mentions:
        people = message.mentions[:20]
    else:
        people = (message.quoted.sender if message.quoted else message.sender,)
    lines = [_("Chat: {id}").format(id=message.chat)]
    lines += [_("Person: {id}").format(id=person) for person in people]
    if people == (message.sender,) and message.sender_phone:
        lines.append(_("Phone: +{phone}").format(phone=message.sender_phone))
    return "\n".join(lines)
