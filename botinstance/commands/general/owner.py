"""owner: the contact card of whoever runs this bot."""

from __future__ import annotations

from botinstance.context import Context
from botinstance.language import _


def run(context: Context) -> None:
    own, phone = context.link.own, context.owner_phone
    name = own.name if phone == own.phone else ""
    name = name or _("Owner of {name}").format(name=context.config.name)
    context.link.send_contact(context.message, name, phone)
