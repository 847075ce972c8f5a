"""A bot does not storm, does not loop, and does not write to strangers."""

from __future__ import annotations

import pytest

from botinstance.database import Database
from botinstance.link.protocol import Stranger
from botinstance.link.recording import OWN
from botinstance.manners import SAME, SILENCE, WINDOW, Loops, Manners, Pace
from botinstance.state import State, state

CHAT = "1203630001@g.us"


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


def pace(clock: Clock, jitter: float = 0.0) -> Pace:
    return Pace(clock, clock.sleep, lambda: jitter)


def test_a_conversation_is_not_slowed(clock: Clock) -> None:
    it = pace(clock)
    for _ in range(20):
        it.wait(CHAT)
        clock.now += 0.5
    assert clock.slept == []


def test_a_storm_in_one_chat_is_slowed_to_its_rate(clock: Clock) -> None:
    it, begun = pace(clock), clock.now
    for _ in range(112):
        it.wait(CHAT)
    assert clock.now - begun == pytest.approx(100 / Pace.CHAT_RATE, rel=0.05)


def test_many_chats_at_once_are_slowed_too(clock: Clock) -> None:
    it, begun = pace(clock), clock.now
    for number in range(240):
        it.wait(f"{number}@lid")
    assert clock.now - begun == pytest.approx(200 / Pace.BOT_RATE, rel=0.05)


def test_pauses_are_not_alike(clock: Clock) -> None:
    plain, other = pace(clock), pace(clock, jitter=1.0)
    for it in (plain, other):
        for _ in range(14):
            it.wait(CHAT)
    half = len(clock.slept) // 2
    assert max(clock.slept[half:]) > max(clock.slept[:half])


@pytest.fixture
def manners(database: Database, clock: Clock) -> Manners:
    return Manners(state(database), OWN, pace(clock))


def test_strangers_are_not_written_to(manners: Manners) -> None:
    with pytest.raises(Stranger, match="write to me first"):
        manners.before("15550001@s.whatsapp.net")


def test_groups_and_the_own_chat_are(manners: Manners) -> None:
    manners.before(CHAT)
    manners.before(OWN.lid)
    manners.before(f"{OWN.phone}@s.whatsapp.net")


def test_who_has_written_is_written_to(database: Database, clock: Clock) -> None:
    known: State = state(database)
    known.contacts.met("915550001@lid", "15550001")
    Manners(known, OWN, pace(clock)).before("15550001@s.whatsapp.net")


def test_the_owner_may_allow_strangers(database: Database, clock: Clock) -> None:
    allowed = state(database)
    allowed.settings.set("strangers", True)
    Manners(allowed, OWN, pace(clock)).before("15550001@s.whatsapp.net")


def test_who_says_the_same_without_end_is_a_bot(clock: Clock) -> None:
    loops = Loops(clock)
    answers = [loops.stop(CHAT, "bot", ".ping") for _ in range(SAME + 2)]
    assert answers[: SAME - 1] == [None] * (SAME - 1)
    assert "in case you are a bot too" in str(answers[SAME - 1])
    assert answers[SAME:] == ["", ""]
    assert loops.stop(CHAT, "alice", ".ping") is None
    clock.now += SILENCE + 1
    assert loops.stop(CHAT, "bot", ".ping") is None


def test_who_says_too_much_is_a_bot(clock: Clock) -> None:
    loops = Loops(clock)
    answers = [loops.stop(CHAT, "bot", f".calc {n}", most=60) for n in range(60)]
    assert answers[:-1] == [None] * 59
    assert answers[-1]


def test_a_busy_person_is_none(clock: Clock) -> None:
    loops = Loops(clock)
    for _ in range(100):
        assert loops.stop(CHAT, "alice", ".ping") is None
        clock.now += WINDOW / (SAME - 1)
