"""Vouchers: made, looked for, revoked, handed back, exported."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import datetime
from urllib.parse import quote

from flask import Response, render_template
from werkzeug import Response as Answer

from app.clock import iso, now
from app.errors import refusal_of
from app.languages import _
from app.models import User, Voucher
from app.runtime import settings
from app.services import voucher_list, vouchers
from app.services.voucher_list import STATES, Wanted
from app.web.forms import answer, field
from app.web.operator import blueprint
from app.web.operator.asked import done, one_of, page_number, whole, word
from app.web.viewer import viewer
from botinstance.contract.problem import Problem

HEAD = ("code", "state", "owner", "created_at", "expires_at", "used_at", "used_by", "revoked_at")
_FORMULA = tuple("=+-@\t\r")  # what a spreadsheet would compute


def wanted() -> Wanted:
    """What the address asks for."""
    return Wanted(one_of("state", STATES), word("q"), _moment(word("made")), word("only"))


def asked() -> dict[str, str]:
    """The same as parameters, for links to the next page and to other views of these vouchers."""
    names = ("state", "q", "made", "only")
    found = {name: word(name) for name in names}
    return {name: value for name, value in found.items() if value}


@blueprint.get("/vouchers", endpoint="vouchers")
def listed() -> str:
    return render_template(
        "operator/vouchers.html",
        page=voucher_list.page(wanted(), page_number()),
        counts=voucher_list.counts(),
        wanted=wanted(),
        asked=asked(),
        days=settings().voucher_days,
        most=vouchers.MOST,
    )


@blueprint.post("/vouchers")
def make_vouchers() -> Answer:
    try:
        count = whole(field("count"), "the number of vouchers must be a whole number")
        days = whole(field("days"), "the number of days must be a whole number")
        made = vouchers.create(_me(), count, days)
    except Problem as error:
        refusal = refusal_of(error)
        return answer("refused", refusal.said(), "operator.vouchers", refusal.status)
    message = _("Vouchers made: {count}. They stand below.", count=count)
    return answer("done", message, "operator.vouchers", made=made[0].created_at.isoformat())


@blueprint.get("/vouchers/<voucher_id>")
def voucher(voucher_id: str) -> str:
    found = voucher_list.find(voucher_id)
    return render_template(
        "operator/voucher.html",
        voucher=found,
        state=vouchers.state(found),
        owner=vouchers.owner_name(found),
        bots=voucher_list.bots_of(found),
    )


@blueprint.post("/vouchers/<voucher_id>/revoke")
def revoke_voucher(voucher_id: str) -> Answer:
    return _changed(
        voucher_id,
        lambda code, actor: vouchers.revoke(code, actor),
        lambda: _("The voucher is revoked."),
    )


@blueprint.post("/vouchers/<voucher_id>/release")
def release_voucher(voucher_id: str) -> Answer:
    return _changed(
        voucher_id,
        lambda code, actor: vouchers.release(code, actor),
        lambda: _("The voucher can be used again."),
    )


@blueprint.get("/vouchers.csv")
def export_vouchers() -> Response:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEAD)
    for one, state, owner in voucher_list.each(wanted()):
        writer.writerow([_plain(cell) for cell in _cells(one, state, owner)])
    name = f"vouchers-{now():%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f"attachment; filename={quote(name)}"}
    return Response(text.getvalue(), mimetype="text/csv", headers=headers)


def _cells(one: Voucher, state: str, owner: str) -> tuple[str | None, ...]:
    moments = (iso(one.created_at), iso(one.expires_at), iso(one.used_at))
    return (one.code, state, owner, *moments, one.used_by_label, iso(one.revoked_at))


def _plain(cell: str | None) -> str:
    """A text that begins like a formula is marked as text."""
    text = cell or ""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _changed(
    voucher_id: str, act: Callable[[str, str], Voucher], said: Callable[[], str]
) -> Answer:
    def work() -> str:
        act(voucher_list.find(voucher_id).code, viewer().actor)
        return said()

    return done(work, "operator.voucher", voucher_id=voucher_id)


def _me() -> User:
    user = viewer().user
    assert user is not None, "only operators come here"
    return user


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
