"""The operator's lists when they are long: the database does the work, on both of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import insert

from app.clock import now
from app.db import db
from app.models import AuditEntry, BotSession, Deployment, User, Voucher
from app.services import audit_log, deployment_list, fleet, overview, users, voucher_list, vouchers
from app.services.audit_log import Wanted as Entries
from app.services.voucher_list import Wanted
from app.settings import Settings
from botinstance.contract.ids import folder
from tests.app.people import PairingBroker
from tests.app.web.operating import questions
from units.protocol import BotState

VOUCHERS, BOTS = 10_000, 1_000
FEW = 4  # questions to the database that one page may cost, however long the list is


def voucher(number: int, owner: str) -> dict[str, object]:
    """Every fourth is revoked, every fourth expired, every fourth used."""
    at = now() - timedelta(seconds=number)
    return {
        "id": f"{number:036}",
        "code": f"UBOT-{number:04}-AAAA-{number % 10_000:04}",
        "owner_id": owner,
        "created_at": at,
        "expires_at": at + timedelta(days=30 if number % 4 else -1),
        "is_used": number % 4 == 1,
        "revoked_at": at if number % 4 == 2 else None,
    }


def session(number: int, owner: str) -> dict[str, object]:
    at = now() - timedelta(seconds=number)
    return {
        "id": f"{number:08x}-0000-4000-8000-{number:012x}",
        "handle": f"h{number:09}",
        "user_id": owner if number % 2 else None,
        "voucher_code": f"UBOT-{number:04}-AAAA-{number:04}",
        "bot_name": f"Bot {number}",
        "phone": f"1555{number:07}",
        "status": "deployed",
        "deployment_status": "active",
        "link_state": "connected",
        "wish": "run",
        "features": {},
        "paired_at": at,
        "created_at": at,
    }


@pytest.fixture
def crowded(make_app: Callable[[Settings], Flask], settings: Settings, both_urls: str) -> Flask:
    app = make_app(replace(settings, database_url=both_urls))
    with app.app_context():
        owner = users.add("owner").id
        db.session.execute(insert(Voucher), [voucher(n, owner) for n in range(VOUCHERS)])
        bots = [session(n, owner) for n in range(BOTS)]
        db.session.execute(insert(BotSession), bots)
        common = {"deployment_type": "deploy", "status": "active", "logs": ""}
        deployed = [
            {**common, "session_id": bot["id"], "deployment_path": folder(str(bot["id"]))}
            for bot in bots
        ]
        db.session.execute(insert(Deployment), deployed)
        done = [
            {"actor": "worker", "action": "session.failed", "session_id": bot["id"], "detail": {}}
            for bot in bots
        ]
        db.session.execute(insert(AuditEntry), done)
        db.session.commit()
    return app


def test_long_lists_cost_few_questions(crowded: Flask, broker: PairingBroker) -> None:
    asked_broker: list[int] = []
    ask = broker.states

    def states(bots: list[str]) -> dict[str, BotState]:
        asked_broker.append(len(bots))
        return ask(bots)

    broker.states = states  # type: ignore[method-assign,assignment]
    with crowded.app_context():
        for look in (
            lambda: voucher_list.page(Wanted(), 7).rows,
            lambda: voucher_list.page(Wanted("used", "owner"), 3).rows,
            lambda: fleet.page("", "", 3)[0].rows,
            lambda: fleet.page("", "bot 99", 1)[0].rows,
            lambda: fleet.page("connecting", "", 2),
            lambda: deployment_list.page("active", 5).rows,
            lambda: audit_log.entries(Entries(actor="worker"))[0],
            voucher_list.counts,
            overview.bots,
            audit_log.failures,
        ):
            db.session.expunge_all()
            asked_broker.clear()
            with questions(crowded) as asked:
                assert look()
            assert len(asked) <= FEW, asked
            assert len(asked_broker) <= 2


def test_pages_are_what_is_looked_for_and_no_more(crowded: Flask) -> None:
    with crowded.app_context():
        page = voucher_list.page(Wanted(), 7)
        assert (len(page.rows), page.total, page.pages) == (50, VOUCHERS, 200)
        assert (page.first, page.last) == (301, 350)
        assert [row[0].id for row in page.rows] == [f"{n:036}" for n in range(300, 350)]
        bots, seen = fleet.page("", "bot 99", 1)
        names = ["Bot 99", *(f"Bot {n}" for n in range(990, 1000))]
        assert [row[0].bot_name for row in bots.rows] == names
        assert [one.session.id for one in seen] == [row[0].id for row in bots.rows]
        assert {row[1] for row in bots.rows} == {None, "owner"}


def test_the_states_of_lists_are_those_of_single_vouchers(crowded: Flask) -> None:
    with crowded.app_context():
        counts = voucher_list.counts()
        assert counts == dict.fromkeys(voucher_list.STATES, VOUCHERS // 4)
        for row in voucher_list.page(Wanted(), 1).rows:
            assert row[1] == vouchers.state(row[0])
        exported = [row[1] for row in voucher_list.each(Wanted("expired"))]
        assert exported == ["expired"] * (VOUCHERS // 4)


def test_what_is_looked_for_is_text_and_no_pattern(crowded: Flask) -> None:
    with crowded.app_context():
        db.session.add(User(username="per_cent%"))
        db.session.commit()
        for words in ("%", "_", "own_r", "o%r", "'", "\\"):
            assert voucher_list.page(Wanted(words=words), 1).total == 0
            assert fleet.page("", words, 1)[0].total == 0


def test_failures_of_a_bot_are_told_together_and_forgotten_after_a_week(crowded: Flask) -> None:
    with crowded.app_context():
        db.session.query(AuditEntry).delete()
        bot = db.session.query(BotSession).filter_by(handle="h000000005").one()
        week_ago = now() - audit_log.LATELY
        for at, reason in (
            (week_ago - timedelta(minutes=1), "long ago"),
            (now() + timedelta(seconds=1), "first"),
            (now() + timedelta(seconds=2), "last"),
        ):
            what = {"actor": "worker", "action": "session.failed", "detail": {"reason": reason}}
            db.session.add(AuditEntry(at=at, session_id=bot.id, **what))
        db.session.commit()
        (failure,) = audit_log.failures()
        assert failure.session.handle == "h000000005"
        assert failure.entry.detail == {"reason": "last"}
        assert failure.times == 2
