"""Vouchers on the operator's pages."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.clock import now
from app.db import db
from app.models import AuditEntry, Voucher
from app.services import audit_log, vouchers
from tests.app.people import Holder, Operator
from tests.app.test_vouchers import redeem
from tests.app.web.browsing import Browser

CODE = re.compile(r"UBOT(?:-[A-Z0-9]{4}){3}")


@pytest.fixture
def root(root: Browser) -> Browser:
    """An operator, on the list of vouchers."""
    root.open("/operator/vouchers")
    return root


def codes(browser: Browser) -> list[str]:
    return CODE.findall(browser.page)


def use(client: FlaskClient, code: str, label: str) -> None:
    body = {"code": code, "userId": label}
    assert client.post("/api/deployment/validate-voucher", json=body).status_code == 200


def last_deed(app: Flask) -> tuple[str, str]:
    with app.app_context():
        entry = audit_log.entries(audit_log.Wanted())[0][0][0]
        return entry.actor, entry.action


def change(app: Flask, code: str, **values: object) -> None:
    with app.app_context():
        voucher = vouchers.find(code)
        for name, value in values.items():
            setattr(voucher, name, value)
        db.session.commit()


def open_voucher(root: Browser, app: Flask, code: str) -> None:
    with app.app_context():
        voucher_id = vouchers.find(code).id
    root.open(f"/operator/vouchers/{voucher_id}")


def test_the_new_ones_stand_alone_and_marked_after_they_are_made(
    root: Browser, app: Flask, operator: Operator
) -> None:
    old = operator.vouchers(3)
    root.submit("/operator/vouchers", count="4", days="7")
    assert "Vouchers made: 4." in root.text()
    assert root.page.count('class="fresh"') == len(codes(root)) == 4
    assert not set(codes(root)) & set(old)
    with app.app_context():
        made = vouchers.find(codes(root)[0])
        assert vouchers.owner_name(made) == "root"
        assert made.expires_at - made.created_at == timedelta(days=7)
        actors = [row[0].actor for row in audit_log.entries(audit_log.Wanted())[0]]
    assert actors[:4] == ["root"] * 4


@pytest.mark.parametrize(
    ("count", "days"), [("0", "1"), ("1001", "1"), ("1", "0"), ("x", "1"), ("", "")]
)
def test_impossible_numbers_are_refused(root: Browser, count: str, days: str) -> None:
    root.submit("/operator/vouchers", count=count, days=days)
    assert "The number of " in root.text()
    assert codes(root) == []


def test_each_state_has_its_list_and_its_number(
    root: Browser, app: Flask, client: FlaskClient, operator: Operator
) -> None:
    unused, used, expired, revoked = operator.vouchers(4)
    redeem(client, used)
    change(app, expired, expires_at=now() - timedelta(seconds=1))
    change(app, revoked, revoked_at=now())
    root.open("/operator/vouchers")
    assert "All 4 Unused 1 Used 1 Expired 1 Revoked 1" in root.text()
    states = {"valid": unused, "used": used, "expired": expired, "revoked": revoked}
    for state, code in states.items():
        root.open(f"/operator/vouchers?state={state}")
        assert codes(root) == [code]
        with app.app_context():
            assert vouchers.state(vouchers.find(code)) == state


def test_a_code_is_found_by_a_part_of_it_however_it_is_written(
    root: Browser, operator: Operator
) -> None:
    wanted, other = operator.voucher(), operator.voucher()
    for words in (wanted, wanted.lower(), wanted[10:].replace("-", " "), wanted[-4:]):
        root.open(f"/operator/vouchers?q={words}")
        assert wanted in codes(root)
        assert other not in codes(root)
    root.open("/operator/vouchers?q=%25")
    assert codes(root) == []
    assert "No voucher is like that." in root.text()


def test_who_owns_and_who_used_it_are_found_too(
    root: Browser, client: FlaskClient, operator: Operator
) -> None:
    code, _ = operator.vouchers(2)
    use(client, code, "Tom's phone")
    root.open("/operator/vouchers?q=tom's")
    assert codes(root) == [code]
    root.open("/operator/vouchers?q=admin")
    assert len(codes(root)) == 2


def test_a_long_list_is_read_page_by_page(root: Browser, operator: Operator) -> None:
    made = set(operator.vouchers(51))
    root.open("/operator/vouchers")
    first = codes(root)
    assert len(first) == 50
    assert "1–50 of 51" in root.text()
    root.open("/operator/vouchers?page=2")
    assert set(first) | set(codes(root)) == made
    assert "51–51 of 51" in root.text()
    root.open("/operator/vouchers?page=99")
    assert "51–51 of 51" in root.text()


def test_a_revoked_voucher_gives_nothing_any_more(
    root: Browser, app: Flask, client: FlaskClient, operator: Operator
) -> None:
    code = operator.voucher()
    open_voucher(root, app, code)
    assert "Nobody can redeem the code any more, for ever." in root.text()
    root.submit("/revoke")
    assert "The voucher is revoked." in root.text()
    assert not root.offers("/revoke")
    assert redeem(client, code).status_code == 410
    assert last_deed(app) == ("root", "voucher.revoke")


def test_a_released_voucher_can_be_used_again(
    root: Browser, app: Flask, client: FlaskClient, alice: Holder
) -> None:
    code = alice.session()["voucher_code"]
    open_voucher(root, app, code)
    root.submit("/release")
    assert "The voucher can be used again." in root.text()
    assert alice.get().status_code == 404
    assert redeem(client, code).status_code == 200
    with app.app_context():
        actors = db.session.query(AuditEntry.actor).filter_by(action="voucher.release").all()
    assert [actor for (actor,) in actors] == ["root"]


def test_a_voucher_whose_bot_is_linked_is_not_released(
    root: Browser, app: Flask, paired: Holder
) -> None:
    code = paired.session()["voucher_code"]
    open_voucher(root, app, code)
    assert not root.offers("/release")
    token = root.fields("/language")["csrf_token"]
    root.post(f"{root.path}/release", csrf_token=token)
    assert "has been linked to WhatsApp" in root.text()


def test_no_voucher_no_page(root: Browser) -> None:
    assert root.open("/operator/vouchers/nothing").status_code == 404


def test_the_export_has_all_of_them_with_iso_dates(
    root: Browser, operator: Operator, client: FlaskClient
) -> None:
    made = operator.vouchers(60)
    use(client, made[0], "=HYPERLINK(1)")
    answer = root.open("/operator/vouchers.csv")
    assert answer.mimetype == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert {row["code"] for row in rows} == set(made)
    (used,) = [row for row in rows if row["state"] == "used"]
    assert used["used_by"] == "'=HYPERLINK(1)", "a spreadsheet must not compute it"
    assert datetime.fromisoformat(used["expires_at"]) > datetime.fromisoformat(used["used_at"])


def test_the_export_is_of_what_is_looked_for(root: Browser, operator: Operator) -> None:
    code, _ = operator.vouchers(2)
    answer = root.open(f"/operator/vouchers.csv?q={code}")
    assert CODE.findall(answer.text) == [code]


def test_cards_are_of_what_is_looked_for_and_of_one(
    root: Browser, app: Flask, operator: Operator
) -> None:
    made = operator.vouchers(3)
    root.open("/operator/vouchers/print?state=valid")
    assert sorted(codes(root)) == sorted(made)
    assert root.page.count("<path ") >= 3
    with app.app_context():
        only = db.session.query(Voucher.id).filter_by(code=made[0]).scalar()
    root.open(f"/operator/vouchers/print?only={only}")
    assert codes(root) == [made[0]]
