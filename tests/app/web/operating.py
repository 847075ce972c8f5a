"""An operator in a browser without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import event

from app.db import db
from app.services import logins, users
from tests.app.web.browsing import Browser


def signed_in(app: Flask, name: str = "root", role: str = "operator") -> Browser:
    """The browser of an account, which is made if there is none."""
    with app.app_context():
        user = users.by_name(name) or users.add(name)
        user.role = role
        db.session.commit()
        token = logins.begin(user, "")
    browser = Browser(app)
    with browser.client.session_transaction() as cookie:
        cookie["login"] = token
    return browser


@contextmanager
def questions(app: Flask) -> Iterator[list[str]]:
    """What the database is asked meanwhile."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)
