"""Every message is accounted for: heard, lost, lost by its own sender, or heard too often."""

from __future__ import annotations

import math

import pytest

from tests.sandbox.bench import plan
from tests.sandbox.bench.count import Heard, Quantiles, Sent, disordered, outcome, quantiles
from tests.sandbox.bench.tap import Sealed

ASK = Sent("A", 0, "ask", 1, 10.0, (1,))
ECHO = Sent("E", 1, "echo", 1, 10.2, (0,))
ASK_HEARD = Heard("A", 1, 0, "chat", "ask", 1, 1, 10.1)
ECHO_HEARD = Heard("E", 0, 1, "chat", "echo", 1, 1, 10.5)


def sealed(name: str, to: int) -> Sealed:
    return Sealed("somebody", f"{plan.number(to)}:1@s.whatsapp.net", name, "ratchet", 5)


def test_what_is_heard_is_not_lost() -> None:
    found = outcome([ASK, ECHO], [ASK_HEARD, ECHO_HEARD], [])
    assert (found.sent, found.copies, found.lost, found.raced) == (2, 2, 0, 0)
    assert (found.duplicated, found.disordered, found.round_trips) == (0, 0, 1)


def test_what_is_not_heard_is_lost() -> None:
    assert outcome([ASK, ECHO], [ASK_HEARD], []).lost == 1


def test_a_key_used_twice_excuses_the_network() -> None:
    found = outcome([ASK], [], [sealed("before", 1), sealed("A", 1)])
    assert (found.lost, found.raced) == (0, 1)


def test_a_key_used_twice_for_another_reader_is_no_excuse() -> None:
    found = outcome([ASK], [], [sealed("before", 2), sealed("A", 2)])
    assert (found.lost, found.raced) == (1, 0)


def test_in_a_group_every_reader_counts() -> None:
    asked = ASK._replace(readers=(1, 2, 3))
    found = outcome([asked], [ASK_HEARD, ASK_HEARD._replace(device=3)], [])
    assert (found.sent, found.copies, found.lost) == (1, 3, 1)


def test_a_group_key_used_twice_excuses_it_for_every_reader() -> None:
    twice = [Sealed("somebody", "1@g.us", name, "7", 5) for name in ("before", "A")]
    found = outcome([ASK._replace(readers=(1, 2))], [], twice)
    assert (found.lost, found.raced) == (0, 2)


def test_what_is_heard_again_is_counted() -> None:
    assert outcome([ASK], [ASK_HEARD] * 3, []).duplicated == 2


@pytest.mark.parametrize(
    ("places", "late"), [([1, 2, 3], 0), ([1, 3, 2], 1), ([3, 1, 2], 2), ([1, 1], 0)]
)
def test_order_is_that_of_one_sender_in_one_chat(places: list[int], late: int) -> None:
    assert disordered([ASK_HEARD._replace(place=place) for place in places]) == late


def test_nobody_else_sets_the_order() -> None:
    later = ASK_HEARD._replace(place=9)
    others = [later._replace(device=5), later._replace(sender=5), later._replace(chat="5")]
    assert disordered([*others, ASK_HEARD]) == 0


def test_a_round_trip_lasts_from_when_it_was_due_to_the_asker_hearing_the_echo() -> None:
    elsewhere = ECHO_HEARD._replace(device=7, at=99.0)  # another member of a group hears it too
    found = outcome([ASK, ECHO] * 2, [ASK_HEARD, ECHO_HEARD, elsewhere, ECHO_HEARD], [])
    assert found.ms == Quantiles(*[pytest.approx(500)] * 3)


def test_what_came_before_the_measurement_is_counted_but_not_timed() -> None:
    found = outcome([ASK, ECHO], [ASK_HEARD, ECHO_HEARD], [], first=2)
    assert (found.sent, found.measured, found.round_trips) == (2, 0, 0)


def test_percentiles() -> None:
    assert quantiles(range(101)) == Quantiles(50, 95, 99)
    assert math.isnan(quantiles([1]).p50)
