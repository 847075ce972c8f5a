"""An exact limit on how often something may happen in a sliding window.

Exact across threads, processes and hosts: the row of the key is locked by the first statement
of the transaction, so that whoever counts has seen everybody before.
"""

from __future__ import annotations

import ipaddress
import math
import time
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete

from app.clock import now
from app.db import db, insert
from app.errors import Refusal
from app.models import RateLimit

KEPT = timedelta(hours=1)  # no window is longer


@dataclass(frozen=True)
class Limit:
    """At most `most` hits in `window` seconds. `sentence` says what was too much, and has the
    place `{seconds}` for how long to wait."""

    name: str
    most: int
    window: float
    sentence: str

    def enter(self, who: str) -> RateLimit:
        """Locks the row of `who` until the end of the transaction. To be called before all other
        statements in it; a transaction that enters two limits does so always in the same order.
        Raises Refusal (429) when there is no room."""
        row = self._lock(who)
        moment = time.time()
        row.hits = [hit for hit in row.hits if moment - self.window < hit <= moment]
        if len(row.hits) >= self.most:
            raise self._too_many(math.ceil(row.hits[-self.most] + self.window - moment))
        return row

    def take_back(self, who: str) -> None:
        """The newest hit of `who` does not count after all. Within the caller's transaction."""
        row = self._lock(who)
        row.hits = row.hits[:-1]

    def _lock(self, who: str) -> RateLimit:
        key, touched = f"{self.name}:{who}", now()
        statement = insert(RateLimit).values(key=key, hits=[], touched_at=touched)
        db.session.execute(
            statement.on_conflict_do_update(index_elements=["key"], set_={"touched_at": touched})
        )
        return db.session.get_one(RateLimit, key, populate_existing=True)

    def _too_many(self, seconds: int) -> Refusal:
        wait = max(1, seconds)
        headers = {"Retry-After": str(wait)}
        return Refusal("too_many_requests", 429, self.sentence, headers, seconds=wait)


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
