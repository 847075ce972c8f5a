"""Asking neonize, whose errors and ids become ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from neonize.exc import NeonizeError
from neonize.utils.jid import build_jid

from botinstance.link.group import Member
from botinstance.link.message import jid
from botinstance.link.protocol import LinkDown, LinkError

_DOWN = ("websocket", "client is nil", "timed out", "not connected")  # in Go's error texts
_PHONES, _LIDS = "s.whatsapp.net", "lid"


def asked(call: Callable[[], Any]) -> Any:
    """Call neonize. Its errors become ours: LinkDown if there is no connection, else LinkError."""
    try:
        return call()
    except NeonizeError as error:
        words = str(error)
        if any(sign in words for sign in _DOWN):
            raise LinkDown(words) from None
        raise LinkError(words) from None


def address(text: str) -> Any:
    """neonize's form of an id."""
    user, _, server = text.partition("@")
    return build_jid(user, server)


def member(participant: Any) -> Member:
    admin = participant.IsAdmin or participant.IsSuperAdmin
    known = (participant.JID, participant.PhoneNumber, participant.LID)
    phone = next((it.User for it in known if it.Server == _PHONES), "")
    lid = next((jid(it) for it in known if it.Server == _LIDS and it.User), "")
    return Member(jid(participant.JID), phone, admin, lid)
