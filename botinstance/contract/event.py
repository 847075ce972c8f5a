"""Events: what a bot tells the platform. At least once, in order per bot; an id makes each unique.

On the wire: `POST /api/bot/events` over the events socket, `Authorization: Bearer <events_token>`,
body `{"bot": uuid, "events": [{"id", "at", "name", "data"}, …]}`, at most BATCH of them;
the answer is 200 once all of them are stored (again or for the first time).
"""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from botinstance.contract import activity, dashboard, ids
from botinstance.contract.problem import Invalid, get_int, get_object, get_str
from botinstance.contract.state import LinkState

PATH = "/api/bot/events"
BATCH = 50

PAIR_QR = "pair.qr"  # {code, expires_at}: a QR text to show until then (unix seconds)
PAIR_CODE = "pair.code"  # {code, expires_at}: a pairing code, ABCD-EFGH
PAIR_FAILED = "pair.failed"  # {reason, message}: this attempt is over
PAIRED = "paired"  # {phone, lid, name}: linked and the first sync is done
LINK = "link"  # {state, reason}: a LinkState and why, in words or empty
PULSE = "pulse"  # {received, sent, last_traffic_at}: totals since start, each 15 s at most
CONFIG = "config"  # {version}: this version of the config is in force
SETTINGS = "settings"  # {applied, values, secrets}: contract/dashboard.py
ACTIVITY = "activity"  # {received, sent, errors, commands, latency}: contract/activity.py


@dataclass(frozen=True)
class Event:
    name: str
    data: dict[str, Any]
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    at: float = field(default_factory=time.time)  # unix seconds

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def _expiring(data: Mapping[str, Any], most: int) -> None:
    get_str(data, "code", most=most)
    _moment(data, "expires_at")


def _moment(data: Mapping[str, Any], key: str) -> float:
    value = data.get(key)
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < 2**40:
        raise Invalid(f"'{key}' must be a time in unix seconds")
    return float(value)


def _paired(data: Mapping[str, Any]) -> None:
    ids.phone_number(data.get("phone"))
    get_str(data, "lid", least=0, most=64)
    get_str(data, "name", least=0, most=256)


def _link(data: Mapping[str, Any]) -> None:
    if data.get("state") not in tuple(LinkState):
        raise Invalid("'state' is not a state of a link")
    get_str(data, "reason", least=0, most=500)


def _failed(data: Mapping[str, Any]) -> None:
    if not re.fullmatch(r"[a-z][a-z-]{0,63}", get_str(data, "reason", most=64)):
        raise Invalid("'reason' must be words of small letters with dashes")
    get_str(data, "message", most=500)


def _pulse(data: Mapping[str, Any]) -> None:
    get_int(data, "received", least=0, most=2**53)
    get_int(data, "sent", least=0, most=2**53)
    _moment(data, "last_traffic_at")


CHECKS: dict[str, Callable[[Mapping[str, Any]], object]] = {
    PAIR_QR: lambda data: _expiring(data, 1024),
    PAIR_CODE: lambda data: _expiring(data, 16),
    PAIR_FAILED: _failed,
    PAIRED: _paired,
    LINK: _link,
    PULSE: _pulse,
    CONFIG: lambda data: get_int(data, "version", least=1, most=2**53),
    SETTINGS: dashboard.told,
    ACTIVITY: activity.check,
}


def from_json(value: object) -> Event:
    """A checked event. Raises Invalid."""
    obj = get_object(value, "an event")
    name = get_str(obj, "name", most=32)
    if name not in CHECKS:
        raise Invalid(f"there is no event called '{name}'")
    data = get_object(obj.get("data"), "'data'")
    CHECKS[name](data)
    return Event(name, dict(data), get_str(obj, "id", least=8, most=64), _moment(obj, "at"))
