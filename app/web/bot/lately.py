"""What happened lately, in sentences."""

from __future__ import annotations

from typing import Any

from app.languages import _
from app.models import BotSession
from app.services import audit
from app.services.lately import Happening, lately
from app.web.live import parts
from botinstance.contract import dashboard, feature


def sentence(one: Happening) -> str:
    return (_of_link(one) | _of_deeds() | _of_settings(one))[one.what]


def person(one: Happening) -> str:
    """Who did it, or "" where it was no person."""
    return _("with the bot’s key") if one.who == audit.HOLDER else one.who


def _of_link(one: Happening) -> dict[str, str]:
    reason = str(one.detail.get("reason") or "")
    return {
        "link.connected": _("Connected to WhatsApp."),
        "link.disconnected": _("The connection to WhatsApp was lost: {reason}", reason=reason)
        if reason
        else _("The connection to WhatsApp was lost."),
        "session.paired": _("A phone was linked."),
        "session.logged_out": _("The phone unlinked the bot."),
        "session.failed": _("The bot stopped: {reason}", reason=_(reason))
        if reason
        else _("The bot stopped."),
    }


def _of_deeds() -> dict[str, str]:
    return {
        "voucher.redeem": _("The voucher was redeemed."),
        "session.deploy": _("The bot was deployed."),
        "session.start": _("The bot was started."),
        "session.stop": _("The bot was paused."),
        "session.restart": _("The bot was restarted."),
        "session.retry": _("The deployment was tried again."),
        "session.relink": _("The link was ended, to link a phone anew."),
        "session.suspend": _("The bot was suspended."),
        "session.unsuspend": _("The suspension was lifted."),
        "session.claim": _("The bot was taken into an account."),
        "session.give_back": _("The bot was given back from its account to its key."),
    }


def _of_settings(one: Happening) -> dict[str, str]:
    detail = one.detail
    title = _(feature.TITLES.get(detail.get("name", ""), "–"))
    names = [
        _(dashboard.TITLES[name]) for name in detail.get("names", []) if name in dashboard.TITLES
    ]
    return {
        "session.rename": _("The bot was named {name}.", name=detail.get("name", "")),
        "feature.toggle": _("{feature} was switched on.", feature=title)
        if detail.get("on")
        else _("{feature} was switched off.", feature=title),
        "settings.change": _("Settings were changed: {names}.", names=", ".join(names)),
    }


def told(session: BotSession) -> dict[str, Any]:
    happenings = lately(session)
    return {"lately": [(one.at, sentence(one), person(one)) for one in happenings]}


parts.add("events", told)
