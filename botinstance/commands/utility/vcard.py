"""vcard: a contact card of a number and a name."""

from __future__ import annotations

import re

from botinstance.context import Context, UserError
from botinstance.contract.ids import phone_number
from botinstance.contract.problem import Invalid
from botinstance.words import clean

NAME = 60  # characters
# digits up to the first other sign are the number: a name may hold some, but not begin with one
_ARGS = re.compile(r"(\+?[0-9(][0-9 ().-]*)\s(.+)", re.DOTALL)


def run(context: Context) -> None:
    example = f"Example: {context.config.prefix}vcard +15550001234 Bob"
    found = _ARGS.fullmatch(context.args)
    if found is None:
        raise UserError(f"Write a number with its country code, then a name. {example}")
    name = clean(" ".join(found[2].split()), NAME)
    if not name:
        raise UserError(f"Write a name behind the number. {example}")
    try:
        phone = phone_number(found[1])
    except Invalid as error:
        reason = str(error)
        raise UserError(f"{reason[:1].upper()}{reason[1:]}. {example}") from None
    context.link.send_contact(context.message, name, phone)
