"""Each chat in order, several chats at once, nothing lost."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from botinstance.database import Database
from botinstance.inbox import Entry, Inbox
from botinstance.link.protocol import LinkDown
from botinstance.workers import Workers
from tests.botinstance.conftest import MessageMaker
from tests.until import until

Start = Callable[[Callable[[Entry], None]], Workers]


@pytest.fixture
def box(database: Database) -> Inbox:
    return Inbox(database)


@pytest.fixture
def start(box: Inbox) -> Iterator[Start]:
    made: list[Workers] = []

    def start(handle: Callable[[Entry], None]) -> Workers:
        made.append(Workers(box, handle))
        made[-1].start()
        return made[-1]

    yield start
    for workers in made:
        workers.stop(5)


def kept(entry: Entry | None) -> Entry:
    assert entry
    return entry


def test_it_works(box: Inbox, start: Start, message: MessageMaker) -> None:
    handled: list[Entry] = []
    workers = start(handled.append)
    entry = kept(box.add(message(".ping")))
    workers.submit(entry)
    until(lambda: not box.waiting(), "the answer")
    assert handled == [entry]


def test_a_chat_keeps_its_order(box: Inbox, start: Start, message: MessageMaker) -> None:
    handled: list[Entry] = []
    workers = start(handled.append)
    entries = [kept(box.add(message(".ping"))) for _ in range(20)]
    for entry in entries:
        workers.submit(entry)
    until(lambda: len(handled) == 20, "all answers")
    assert handled == entries


def test_a_slow_chat_does_not_hold_up_another(
    box: Inbox, start: Start, message: MessageMaker
) -> None:
    release, handled = threading.Event(), []

    def handle(entry: Entry) -> None:
        if entry.chat == "slow@lid":
            release.wait(10)
        handled.append(entry.chat)

    workers = start(handle)
    workers.submit(kept(box.add(message(".ping", chat="slow@lid"))))
    workers.submit(kept(box.add(message(".ping", chat="quick@lid"))))
    until(lambda: handled == ["quick@lid"], "the quick answer")
    release.set()


def test_without_a_link_a_command_waits_for_it(
    box: Inbox, start: Start, message: MessageMaker
) -> None:
    down, handled = [True], []

    def handle(entry: Entry) -> None:
        if down[0]:
            down[0] = False
            raise LinkDown("no link")
        handled.append(entry)

    workers = start(handle)
    entry = kept(box.add(message(".ping")))
    workers.submit(entry)
    until(lambda: not down[0], "the first attempt")

    def resumed() -> bool:
        workers.resume()
        return handled == [entry]

    until(resumed, "the second attempt")


def test_a_failing_handler_does_not_end_the_worker(
    box: Inbox, start: Start, message: MessageMaker
) -> None:
    handled: list[Entry] = []

    def handle(entry: Entry) -> None:
        handled.append(entry)
        if len(handled) == 1:
            raise ValueError

    workers = start(handle)
    for _ in range(2):
        workers.submit(kept(box.add(message(".ping"))))
    until(lambda: len(handled) == 2, "the second command")


def test_what_is_not_begun_at_the_stop_stays_in_the_inbox(
    box: Inbox, start: Start, message: MessageMaker
) -> None:
    begun, release = threading.Event(), threading.Event()

    def handle(entry: Entry) -> None:
        begun.set()
        release.wait(10)

    workers = start(handle)
    first, second = (kept(box.add(message(".ping"))) for _ in range(2))
    workers.submit(first)
    workers.submit(second)
    begun.wait(10)
    workers.stop(0)
    release.set()
    workers.stop(5)
    assert box.waiting() == [second]


def test_a_command_in_hand_is_not_begun_twice(
    box: Inbox, start: Start, message: MessageMaker
) -> None:
    begun, release, handled = threading.Event(), threading.Event(), []

    def handle(entry: Entry) -> None:
        begun.set()
        release.wait(10)
        handled.append(entry)

    workers = start(handle)
    workers.submit(kept(box.add(message(".ping"))))
    begun.wait(10)
    workers.resume()
    release.set()
    until(lambda: not box.waiting(), "the answer")
    workers.stop(5)
    assert len(handled) == 1


def test_nobody_waits_for_what_takes_long(box: Inbox, start: Start, message: MessageMaker) -> None:
    finish, handled = threading.Event(), []

    def handle(entry: Entry) -> None:
        if entry.heavy:
            finish.wait(20)
        handled.append(entry)

    workers = start(handle)
    long = [kept(box.add(message(".sticker"), heavy=True)) for _ in range(10)]
    for entry in long:
        workers.submit(entry)
    short = kept(box.add(message(".ping")))  # in the same chat
    workers.submit(short)
    until(lambda: handled, "the short one")
    assert handled == [short]
    finish.set()
    until(lambda: len(handled) == 11, "the long ones")
