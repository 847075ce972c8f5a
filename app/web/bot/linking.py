"""The forms that link a phone."""

from __future__ import annotations

from collections.abc import Callable

from app.errors import Refusal
from app.models import BotSession
from app.services import pairing
from app.services.pairing import Code
from app.web.bot import way
from app.web.forms import deed, field
from botinstance.contract import ids
from botinstance.contract.problem import Invalid

WRONG = "bad_phone"


def _again(session: BotSession, refusal: Refusal) -> str:
    typed: dict[str, object] = {"phone": field("phone")} if field("phone") else {}
    if refusal.code == WRONG:
        typed["wrong"] = refusal.said()
    return way.page(session, refusal, **typed)


@deed("link/qr", again=_again)
def link_qr(session: BotSession) -> str:
    return _asked(lambda: pairing.qr(session.id))


@deed("link/code", again=_again, fields={WRONG: "phone"})
def link_code(session: BotSession) -> str:
    number = _number(field("phone").strip())
    return _asked(lambda: pairing.code(session.id, number))


def _asked(ask: Callable[[], Code]) -> str:
    """The page itself shows the code. A phone that was linked while this waited is no refusal:
    it is what was wanted."""
    try:
        ask()
    except Refusal as refusal:
        if refusal.code != "already_paired":
            raise
    return ""


def _number(typed: str) -> str:
    """The digits. Raises Refusal (422)."""
    international = "+" + typed[2:] if typed.startswith("00") else typed
    try:
        return ids.phone_number(international)
    except Invalid:
        raise Refusal(
            WRONG,
            422,
            "This is not a whole phone number. Begin with the country code, as in +49 170 1234567 "
            "or +1 555 000 1234, and leave out the 0 that stands before it at home.",
        ) from None
