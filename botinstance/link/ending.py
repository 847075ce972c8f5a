"""The events after which WhatsApp will not take this link back: exit status and sentence."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from neonize.events import (
    ClientOutdatedEv,
    ConnectFailureEv,
    LoggedOutEv,
    StreamReplacedEv,
    TemporaryBanEv,
)
from neonize.proto.Neonize_pb2 import ConnectFailureReason

from botinstance.contract.exits import MEANING, Exit

LOCKED = "WhatsApp has locked this account, and logged the bot out."
_BANS = {
    "SEND_TO_TOO_MANY_PEOPLE": "it wrote to too many people who do not know it",
    "BLOCKED_BY_USERS": "too many people have blocked it",
    "CREATED_TOO_MANY_GROUPS": "it made too many groups",
    "SENT_TOO_MANY_SAME_MESSAGE": "it sent the same message too often",
    "BROADCAST_LIST": "it wrote to too large broadcast lists",
}


# whatsmeow's names for what WhatsApp's own client calls locked (403) and banned (406)
_LOCKED = (ConnectFailureReason.MAIN_DEVICE_GONE, ConnectFailureReason.UNKNOWN_LOGOUT)


def locked(event: Any) -> bool:
    """Whether WhatsApp, and not the phone, has logged the bot out."""
    return type(event) is LoggedOutEv and event.Reason in _LOCKED


def _logged_out(event: Any) -> str:
    return LOCKED if locked(event) else MEANING[Exit.LOGGED_OUT]


def _plain(exit: Exit) -> Callable[[Any], str]:
    return lambda _: MEANING[exit]


def _ban(event: Any) -> str:
    kind = type(event).TempBanReason.Name(event.Code) if event.HasField("Code") else ""
    until = time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime(time.time() + event.Expire))
    why = f" because {_BANS[kind]}" if kind in _BANS else ""
    return f"WhatsApp has banned this account until {until}{why}."


def _failure(event: Any) -> str:
    detail = " ".join(event.Message.split())[:200]
    return f"{MEANING[Exit.REFUSED]} {detail}".strip()


ENDINGS: dict[Any, tuple[Exit, Callable[[Any], str]]] = {
    LoggedOutEv: (Exit.LOGGED_OUT, _logged_out),
    StreamReplacedEv: (Exit.REPLACED, _plain(Exit.REPLACED)),
    TemporaryBanEv: (Exit.BANNED, _ban),
    ClientOutdatedEv: (Exit.OUTDATED, _plain(Exit.OUTDATED)),
    ConnectFailureEv: (Exit.REFUSED, _failure),
}
