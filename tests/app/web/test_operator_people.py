"""Accounts and the audit log on the operator's pages."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from flask import Flask

from app.clock import now
from app.db import db, transaction
from app.models import AuditEntry, BotSession
from app.services import audit, users
from tests.app.people import Holder
from tests.app.web.browsing import Browser
from tests.app.web.operating import signed_in


@pytest.fixture
def maria(app: Flask) -> Browser:
    return signed_in(app, "maria", "person")


def test_accounts_are_listed_with_what_they_have(
    root: Browser, maria: Browser, app: Flask, deployed: Holder
) -> None:
    with app.app_context():
        session = db.session.get_one(BotSession, deployed.id)
        session.user_id = users.find("maria").id
        db.session.commit()
    root.open("/operator/users")
    assert "maria Person 1 0" in root.text()
    root.open("/operator/users?q=mar")
    assert "maria" in root.text()
    assert ">root</a></th>" not in root.page
    root.open("/operator/users/maria")
    assert "Bots 1" in root.text()


def test_a_link_to_sign_in_is_shown_once_and_works(
    root: Browser, maria: Browser, visitor: Browser, app: Flask
) -> None:
    root.open("/operator/users/maria")
    root.submit("/link")
    found = re.search(r"<code[^>]*>http://localhost(/sign-in/[\w-]{43})</code>", root.page)
    assert found
    root.open("/operator/users/maria")
    assert "/sign-in/" not in root.page
    visitor.open(found[1])
    visitor.submit(found[1])
    assert "You are signed in." in visitor.text()
    assert "<bdi>maria</bdi>" in visitor.page
    with app.app_context():
        made = db.session.query(AuditEntry).filter_by(action="user.link").one()
        assert (made.actor, made.detail["name"]) == ("root", "maria")


def test_a_new_operator_sees_the_operators_side_after_signing_in_again(
    root: Browser, maria: Browser, app: Flask
) -> None:
    root.open("/operator/users/maria")
    root.submit("/role")
    assert "The role is changed." in root.text()
    assert "Role Operator" in root.text()
    assert maria.open("/operator/").request.path == "/sign-in", "the old sign-in has ended"
    assert signed_in(app, "maria").open("/operator/").status_code == 200


def test_the_last_operator_stays(root: Browser) -> None:
    root.open("/operator/users/root")
    root.submit("/role")
    assert "This is the last operator" in root.text()
    root.submit("/remove", sure="yes")
    assert "This is the last operator" in root.text()


def test_an_account_is_deleted_when_one_is_sure(root: Browser, maria: Browser) -> None:
    root.open("/operator/users/maria")
    root.submit("/remove")
    assert "Nothing was deleted" in root.text()
    root.submit("/remove", sure="yes")
    assert "The account is deleted." in root.text()
    assert root.open("/operator/users/maria").status_code == 404


def test_the_log_says_who_did_what_to_which_bot(
    root: Browser, app: Flask, deployed: Holder
) -> None:
    deployed.post("stop")
    with app.app_context():
        handle = db.session.get_one(BotSession, deployed.id).handle
    root.open("/operator/audit")
    assert "Holder of the key paused a bot My Bot" in root.text()
    assert deployed.id not in root.page
    root.open("/operator/audit?actor=worker")
    assert "paused a bot" not in body(root)
    root.open("/operator/audit?action=session.stop")
    assert body(root).count("<tr>") == 1
    for bot in (handle, deployed.id[:8]):
        root.open(f"/operator/audit?bot={bot}")
        assert "paused a bot" in body(root)
    root.open("/operator/audit?bot=somebody")
    assert "Nothing like that is in the log." in root.text()


@pytest.mark.parametrize(
    ("action", "kept", "read"),
    [
        ("feature.toggle", {"name": "tts", "on": False}, "Text to speech: off"),
        ("feature.toggle", {"name": "gone", "on": True}, "gone: on"),
        ("settings.change", {"names": ["prefix", "flood"]}, "Prefix, Commands a minute"),
        ("user.role", {"name": "maria", "role": "operator"}, "maria: Operator"),
        ("user.sign_out", {"everywhere": True}, "everywhere else"),
        ("session.rename", {"name": "Rosa"}, "Rosa"),
        ("session.failed", {"reason": "The bot runs."}, "The bot runs."),
        ("unheard.of", {"a": 1, "b": "c"}, "a: 1, b: c"),
    ],
)
def test_the_log_reads_like_words(
    root: Browser, app: Flask, action: str, kept: dict[str, object], read: str
) -> None:
    with app.app_context(), transaction():
        db.session.add(AuditEntry(at=now(), actor="root", action=action, detail=kept))
    root.open(f"/operator/audit?action={action}")
    assert f">{read}</td>" in body(root)


def test_a_bot_that_is_gone_is_named_by_the_beginning_of_its_id(root: Browser, app: Flask) -> None:
    gone = "11111111-2222-4333-8444-555555555555"
    with app.app_context():
        audit.record("root", "session.remove", session_id=gone)
        db.session.commit()
    root.open("/operator/audit")
    assert "11111111…" in root.text()
    assert gone not in root.page


def test_the_log_is_read_into_the_past_without_a_gap(root: Browser, app: Flask) -> None:
    moment = now()
    with app.app_context():
        db.session.query(AuditEntry).delete()
        for i in range(120):  # three at each moment: a page may end between them
            at = moment - timedelta(seconds=i // 3)
            db.session.add(AuditEntry(at=at, actor="root", action="test", detail={"number": i}))
        db.session.commit()
    seen: list[str] = []
    root.open("/operator/audit")
    while True:
        seen += re.findall(r'data-label="More">(\d+)</td>', root.page)
        older = re.search(r'rel="next" href="([^"]+)"', root.page)
        if not older:
            break
        root.open(html.unescape(older[1]))
    assert len(seen) == 120
    assert set(seen) == {str(i) for i in range(120)}


def test_the_log_begins_where_one_wants(root: Browser, app: Flask) -> None:
    with app.app_context():
        db.session.query(AuditEntry).delete()
        for days in (0, 5):
            at = now() - timedelta(days=days)
            db.session.add(AuditEntry(at=at, actor="root", action=f"test.{days}", detail={}))
        db.session.commit()
    day = (now() - timedelta(days=2)).strftime("%Y-%m-%d")
    root.open(f"/operator/audit?since={day}")
    assert "test.0" in body(root)
    assert "test.5" not in body(root)
    root.open("/operator/audit?since=nonsense")
    assert "test.5" in body(root)


def body(root: Browser) -> str:
    """The rows of the list."""
    return root.page.split("<tbody>")[1].split("</tbody>")[0] if "<tbody>" in root.page else ""
