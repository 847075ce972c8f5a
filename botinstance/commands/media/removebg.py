"""removebg: a picture without what is behind the person or thing on it, by a service.

ref: https://www.remove.bg/api
"""

from __future__ import annotations

import binascii
from typing import Any

from botinstance import tools, web
from botinstance.commands.media import given, sending
from botinstance.context import Context, UserError
from botinstance.contract.command import Permission

EACH = 10  # times a day for one person: the operator pays
ALL = 50  # times a day for the bot
_SECONDS = 60.0
_MOST = 24 << 20  # bytes of the answer
_NO_MORE = "I have removed as many backgrounds as I may today. I can go on after midnight (UTC)."


def run(context: Context) -> None:
    key = context.service("removebg_key")
    if not key:
        raise UserError(
            "Removing backgrounds is not set up here: the operator has named no service for it."
        )
    picture = given.picture(context)
    small = tools.work("botinstance.commands.media.canvas:shown", picture)
    _take(context)
    cut = tools.work("botinstance.commands.media.canvas:first", _asked(context, key, small))
    sending.send(context, cut, "image/png")


def _take(context: Context) -> None:
    """Raises UserError where nothing is left for today."""
    allowance, limited = context.state.allowance, context.permission < Permission.OWNER
    with context.state.records.together():
        if limited and allowance.used("removebg", context.person) >= EACH:
            raise UserError(_NO_MORE)
        if not allowance.take("removebg", ALL):
            raise UserError(_NO_MORE)
        if limited:
            allowance.take("removebg", EACH, context.person)


def _asked(context: Context, key: str, jpeg: bytes) -> bytes:
    """Raises UserError."""
    url = f"{context.service('removebg_url').rstrip('/')}/v1.0/removebg"
    files = {"image_file": ("picture.jpg", "image/jpeg", jpeg)}
    headers = {"X-Api-Key": key, "Accept": "application/json"}
    try:
        told: Any = web.post_multipart(
            url, {"size": "auto"}, files, headers, _SECONDS, _MOST, trusted=True
        )
        return binascii.a2b_base64(told["data"]["result_b64"])
    except web.WebError as error:
        raise _said(error) from None
    except (KeyError, TypeError, ValueError):
        raise UserError("The service for backgrounds answered something strange.") from None


def _said(error: web.WebError) -> UserError:
    if error.status == 400:
        return UserError("The service finds nothing on that picture to keep.")
    if error.status == 402:
        return UserError("The service for backgrounds wants to be paid: please tell the operator.")
    return error
