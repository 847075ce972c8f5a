"""A command is answered once, also by a bot that was killed in between."""

from __future__ import annotations

import time

from botinstance import inbox
from botinstance.database import Database
from botinstance.inbox import Inbox
from tests.botinstance.conftest import MessageMaker


def test_it_works(database: Database, message: MessageMaker) -> None:
    box = Inbox(database)
    first, second = box.add(message(".ping")), box.add(message(".alive"))
    assert box.waiting() == [first, second]


def test_an_answered_command_does_not_wait(database: Database, message: MessageMaker) -> None:
    box = Inbox(database)
    entry = box.add(message(".ping"))
    assert entry
    box.done(entry)
    assert box.waiting() == []


def test_a_second_delivery_is_ignored(database: Database, message: MessageMaker) -> None:
    box, ping = Inbox(database), message(".ping")
    assert box.add(ping)
    assert box.add(ping) is None


def test_a_delivery_after_the_answer_is_ignored(database: Database, message: MessageMaker) -> None:
    box, ping = Inbox(database), message(".ping")
    entry = box.add(ping)
    assert entry
    box.done(entry)
    assert box.add(ping) is None


def test_two_people_may_use_the_same_id(database: Database, message: MessageMaker) -> None:
    box = Inbox(database)
    assert box.add(message(".ping", id="A", sender="1@lid"))
    assert box.add(message(".ping", id="A", sender="2@lid"))


def test_nobody_waits_longer_than_ten_minutes(database: Database, message: MessageMaker) -> None:
    box = Inbox(database)
    box.add(message(".ping", at=time.time() - 601))
    assert box.waiting() == []


def test_a_command_that_kills_the_bot_is_given_up(
    database: Database, message: MessageMaker
) -> None:
    box = Inbox(database)
    entry = box.add(message(".ping"))
    assert entry
    for _ in range(inbox.MAX_TRIES):
        assert box.waiting() == [entry]
        box.trying(entry)
    assert box.waiting() == []


def test_a_flood_is_cut_off(database: Database, message: MessageMaker) -> None:
    box = Inbox(database)
    with database.transaction():
        kept = [box.add(message(".ping")) for _ in range(inbox.SIZE + 3)]
    assert kept[-3:] == [None, None, None]
    assert len(box.waiting()) == inbox.SIZE


def test_what_was_handled_is_not_remembered_for_ever(
    database: Database, message: MessageMaker
) -> None:
    box = Inbox(database)
    with database.transaction():
        for _ in range(inbox.HANDLED_KEPT + 5):
            entry = box.add(message(".ping"))
            assert entry
            box.done(entry)
    assert database.rows("SELECT count(*) FROM handled") == [(inbox.HANDLED_KEPT,)]
