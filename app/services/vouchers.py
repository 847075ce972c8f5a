"""Vouchers: made by an operator, redeemed once by whoever holds the code."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

from sqlalchemy import ColumnExpressionArgument, select, update

from app.clock import now
from app.db import changed, db, transaction
from app.errors import Refusal
from app.languages import N_
from app.models import BotSession, User, Voucher
from app.runtime import settings
from app.services import audit, features, limits, sessions
from app.services.codes import new_code, normalise
from app.services.limits import Limit
from botinstance.contract.problem import Invalid

MOST = 1000  # vouchers made at once
TOO_MANY = N_(
    "Too many unknown voucher codes came from your address. Try again in {seconds} seconds."
)


def unknown() -> Refusal:
    return Refusal("voucher_not_found", 404, "Voucher not found")


def create(owner: User, count: int, days: int) -> list[Voucher]:
    """`count` fresh vouchers. Raises Invalid."""
    if not 1 <= count <= MOST:
        raise Invalid("the number of vouchers must be from 1 to {most}", most=MOST)
    if not 1 <= days <= 3650:
        raise Invalid("the number of days must be from 1 to 3650")
    moment = now()  # the same for all: what was made together is found together
    with transaction():
        made = [_new(owner, days, moment) for _ in range(count)]
        db.session.add_all(made)
        for voucher in made:
            audit.record(owner.username, "voucher.create", voucher_code=voucher.code)
    return made


def _new(owner: User, days: int, moment: datetime) -> Voucher:
    return Voucher(
        code=new_code(moment),
        owner_id=owner.id,
        created_at=moment,
        expires_at=moment + timedelta(days=days),
    )


def redeem(
    text: str,
    label: str | None,
    address: str | None,
    key: str | None = None,
    user: User | None = None,
) -> str:
    """The id of the new session, which is `user`'s at once if there is one. With the same `key`
    (16 to 128 characters, chosen by the client) the same session again, so that a lost answer
    is not a lost voucher.

    One conditional UPDATE decides who wins. Raises Refusal (404, 409, 410, 422, 429).
    """
    code = normalise(text)
    key_hash = _key_hash(code, key)
    with transaction():
        voucher = _find_counted(code, address)
        if voucher and _claim(code, label, key_hash, user):
            session = sessions.create(code, label)
            session.user_id = user.id if user else None
            features.store(session, {})
            actor = user.username if user else audit.HOLDER
            audit.record(actor, "voucher.redeem", session_id=session.id, voucher_code=code)
            return session.id
        if voucher:
            db.session.refresh(voucher)
            return _again(voucher, key_hash)
    raise unknown()


def look_up(text: str, address: str | None) -> Voucher:
    """The voucher, for someone who may not have it yet: counted like a redemption.

    Raises Refusal (404, 422, 429)."""
    code = normalise(text)
    with transaction():
        voucher = _find_counted(code, address)
    if voucher is None:
        raise unknown()
    return voucher


def find(text: str) -> Voucher:
    """The voucher, for an operator. Raises Refusal (404, 422)."""
    voucher = db.session.scalar(select(Voucher).where(Voucher.code == normalise(text)))
    if voucher is None:
        raise unknown()
    return voucher


def listing() -> list[Voucher]:
    return list(db.session.scalars(select(Voucher).order_by(Voucher.created_at, Voucher.code)))


def owner_name(voucher: Voucher) -> str:
    return db.session.get_one(User, voucher.owner_id).username


def is_expired(voucher: Voucher) -> bool:
    return voucher.expires_at <= now()


def state(voucher: Voucher) -> str:
    """In one word: revoked, used, expired or valid."""
    if voucher.revoked_at:
        return "revoked"
    if voucher.is_used:
        return "used"
    return "expired" if is_expired(voucher) else "valid"


def revoke(text: str, actor: str) -> Voucher:
    """Makes the voucher worthless; a bot that it already gave stays. Raises Refusal."""
    voucher = find(text)
    with transaction():
        _update(voucher.code, Voucher.revoked_at.is_(None), revoked_at=now())
        audit.record(actor, "voucher.revoke", voucher_code=voucher.code)
    return voucher


def release(text: str, actor: str) -> Voucher:
    """Hands a voucher back whose session never reached WhatsApp; that session is closed.

    Raises Refusal (404, 409)."""
    voucher = find(text)
    code = voucher.code
    with transaction():
        for session_id in sessions.ids_of_voucher(code):
            session = sessions.lock(session_id)
            if session.paired_at:
                raise Refusal(
                    "voucher_in_use", 409, "This voucher's bot has been linked to WhatsApp."
                )
            sessions.wish_removal(session, actor)
        if not _update(code, Voucher.is_used, is_used=False, used_at=None, **_UNUSED):
            raise Refusal("voucher_unused", 409, "This voucher has not been used.")
        audit.record(actor, "voucher.release", voucher_code=code)
    return voucher


_UNUSED = {"used_by_label": None, "used_by_id": None, "redeem_key": None}


def _find_counted(code: str, address: str | None) -> Voucher | None:
    """The voucher, or None and one more hit for `address`. Raises Refusal (429)."""
    limit = Limit("voucher", settings().unknown_vouchers_per_minute, 60, TOO_MANY)
    row = limit.enter(limits.address_key(address))
    voucher = db.session.scalar(select(Voucher).where(Voucher.code == code))
    if voucher is None:
        limits.hit(row)
    return voucher


def _claim(code: str, label: str | None, key_hash: str | None, user: User | None) -> bool:
    moment = now()
    return _update(
        code,
        Voucher.is_used.is_(False),
        Voucher.revoked_at.is_(None),
        Voucher.expires_at > moment,
        is_used=True,
        used_at=moment,
        used_by_label=label,
        used_by_id=user.id if user else None,
        redeem_key=key_hash,
    )


def _update(code: str, *conditions: ColumnExpressionArgument[bool], **values: object) -> bool:
    """Whether exactly this call changed the voucher."""
    statement = update(Voucher).where(Voucher.code == code, *conditions)
    return changed(statement.values(**values)) == 1


def _again(voucher: Voucher, key_hash: str | None) -> str:
    """The session that the same request made before. Raises Refusal if it did not."""
    if voucher.revoked_at:
        raise Refusal("voucher_revoked", 410, "Voucher revoked")
    if not voucher.is_used:
        raise Refusal("voucher_expired", 410, "Voucher expired")
    if key_hash and voucher.redeem_key and hmac.compare_digest(key_hash, voucher.redeem_key):
        of_voucher = select(BotSession.id).where(BotSession.voucher_code == voucher.code)
        session_id = db.session.scalar(of_voucher.where(BotSession.wish != "remove"))
        if session_id:
            return session_id
    raise Refusal("voucher_used", 409, "Voucher already used")


def _key_hash(code: str, key: str | None) -> str | None:
    if key is None:
        return None
    if not 16 <= len(key) <= 128 or not key.isascii() or not key.isprintable():
        raise Invalid("the header Idempotency-Key must have 16 to 128 plain characters")
    secret = settings().secret_key.encode()
    return hmac.new(secret, f"redeem:{code}:{key}".encode(), hashlib.sha256).hexdigest()
