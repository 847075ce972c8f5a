"""owner: the contact card of whoever runs this bot."""

from __future__ import annotations

from botinstance.context import Context


def run(context: Context) -> None:
    own, phone = context.link.own, context.owner_phone
    name = own.name if phone == own.phone and own.name else f"Owner of {context.config.name}"
    context.link.send_contact(context.message, name, phone)
