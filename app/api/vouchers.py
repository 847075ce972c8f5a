"""Vouchers: asking about one, and redeeming it."""

from __future__ import annotations

from flask import Response, request

from app.api import blueprint
from app.api.answers import ok
from app.clock import iso
from app.incoming import body, caller
from app.services import vouchers
from botinstance.contract.problem import get_str


@blueprint.post("/api/deployment/validate-voucher")
def validate_voucher() -> Response:
    obj = body()
    code = get_str(obj, "code", most=64)
    label = get_str(obj, "userId", most=128)
    key = request.headers.get("Idempotency-Key")
    session_id = vouchers.redeem(code, label, request.remote_addr, key, caller())
    return ok(sessionId=session_id, message="Voucher validated. Session created.")


@blueprint.post("/api/vouchers/check")
def check_voucher() -> Response:
    code = get_str(body(), "code", most=64)
    voucher = vouchers.look_up(code, request.remote_addr)
    return ok(
        code=voucher.code,
        isValid=vouchers.state(voucher) == "valid",
        isUsed=voucher.is_used,
        isExpired=vouchers.is_expired(voucher),
        isRevoked=voucher.revoked_at is not None,
        expiresAt=iso(voucher.expires_at),
        createdAt=iso(voucher.created_at),
    )
