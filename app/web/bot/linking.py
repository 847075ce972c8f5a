"""The forms that link a phone."""

from __future__ import annotations

from app.languages import _
from app.models import BotSession
from app.services import pairing
from app.web.forms import deed, field
from botinstance.contract import ids


@deed("link/qr")
def link_qr(session: BotSession) -> str:
    pairing.qr(session.id)
    return _("Scan the picture with the phone.")


@deed("link/code")
def link_code(session: BotSession) -> str:
    pairing.code(session.id, ids.phone_number(field("phone")))
    return _("Enter the code on the phone.")
