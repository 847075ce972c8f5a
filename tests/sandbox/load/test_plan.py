"""The plan of a measurement, before anything runs."""

from __future__ import annotations

from collections import Counter
from itertools import chain

import pytest

from tests.sandbox.bench import plan


@pytest.mark.parametrize(("devices", "rate"), [(10, 50), (100, 50), (7, 12), (2, 5)])
def test_no_pair_exceeds_five_messages_a_second(devices: int, rate: float) -> None:
    asks = plan.between_two(devices, rate, 60, 1)
    per_pair = Counter(frozenset((ask.asker, ask.answerer)) for ask in asks)
    assert len(asks) == rate * 60 / 2
    assert max(per_pair.values()) * 2 / 60 <= plan.FASTEST * 1.05


def test_everyone_takes_part() -> None:
    asks = plan.between_two(10, 50, 60, 1)
    assert {ask.asker for ask in asks} == {ask.answerer for ask in asks} == set(range(10))


def test_too_much_for_so_few_is_an_error() -> None:
    with pytest.raises(ValueError, match="3 devices make 3 pairs, which carry 15 messages"):
        plan.pairs(3, 16)


def test_the_same_seed_gives_the_same_plan() -> None:
    groups = plan.groups(25, 10)
    for make in (
        lambda seed: plan.between_two(10, 20, 10, seed),
        lambda seed: plan.in_groups(groups, 20, 10, seed),
    ):
        assert make(1) == make(1) != make(2)


def test_groups_hold_every_device_once() -> None:
    assert [len(group) for group in plan.groups(25, 10)] == [10, 15]
    assert sorted(chain(*plan.groups(25, 10))) == list(range(25))
    with pytest.raises(ValueError, match="do not fill"):
        plan.groups(5, 10)


def test_in_a_group_members_ask_each_other() -> None:
    groups = plan.groups(25, 10)
    for ask in plan.in_groups(groups, 50, 10, 1):
        assert {ask.asker, ask.answerer} <= set(groups[ask.chat])
        assert ask.asker != ask.answerer


def test_each_chat_is_opened_once() -> None:
    pairs = plan.first_words(plan.between_two(10, 50, 60, 1))
    assert len(pairs) == len({frozenset((ask.asker, ask.answerer)) for ask in pairs}) == 10
    assert len(plan.first_words(plan.in_groups(plan.groups(25, 10), 50, 10, 1))) == 2


def test_a_number_leads_back_to_its_device() -> None:
    assert plan.index(plan.number(42)) == 42
