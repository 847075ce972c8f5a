"""An exact limit on how often something may happen in a sliding window.

Exact across threads, processes and hosts: the row of the key is locked by the first statement
of the transaction, so that whoever counts has seen everybody before.
"""

from __future__ import annotations

import ipaddress
import math
import time
from datetime import timedelta

from sqlalchemy import delete

from app.clock import now
from app.db import db, insert
from app.errors import Refusal
from app.models import RateLimit

KEPT = timedelta(hours=1)


def enter(key: str, most: int, window: float = 60.0) -> RateLimit:
    """Locks the key's row until the end of the transaction, of which this must be the first
    statement. Raises Refusal (429) when `most` hits are within the last `window` seconds."""
    touched = now()
    statement = insert(RateLimit).values(key=key, hits=[], touched_at=touched)
    db.session.execute(
        statement.on_conflict_do_update(index_elements=["key"], set_={"touched_at": touched})
    )
    row = db.session.get_one(RateLimit, key, populate_existing=True)
    moment = time.time()
    row.hits = [hit for hit in row.hits if moment - window < hit <= moment]
    if len(row.hits) >= most:
        raise _too_many(math.ceil(row.hits[-most] + window - moment))
    return row


def hit(row: RateLimit) -> None:
    row.hits = [*row.hits, time.time()]


def address_key(address: str | None) -> str:
    """What counts as one address: an IPv4 address, or an IPv6 network of 64 bits."""
    try:
        ip = ipaddress.ip_address(address or "")
    except ValueError:
        return "local"
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is None:
            return str(ipaddress.ip_network((int(ip), 64), strict=False))
        return str(ip.ipv4_mapped)
    return str(ip)


def forget_old() -> None:
    """Deletes the rows that nobody has touched for an hour."""
    db.session.execute(delete(RateLimit).where(RateLimit.touched_at < now() - KEPT))


def _too_many(seconds: int) -> Refusal:
    wait = max(1, seconds)
    return Refusal(
        "too_many_requests",
        429,
        f"Too many unknown voucher codes came from your address. Try again in {wait} seconds.",
        {"Retry-After": str(wait)},
    )
