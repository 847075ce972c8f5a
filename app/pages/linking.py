"""The forms that link a phone."""

from __future__ import annotations

from app.pages import blueprint, keep
from app.services import pairing
from botinstance.contract import ids


@blueprint.post("/bot/link/qr")
@keep.told("bot")
def link_qr() -> str:
    pairing.qr(keep.session_id())
    return "Scan the picture with the phone."


@blueprint.post("/bot/link/code")
@keep.told("bot")
def link_code() -> str:
    pairing.code(keep.session_id(), ids.phone_number(keep.field("phone")))
    return "Enter the code on the phone."
