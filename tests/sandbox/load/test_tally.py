"""Which answer belongs to which question of a crowd."""

from __future__ import annotations

import pytest

from sandbox.load.tally import Answer, Question, quantiles, waits

ASKED = [Question("chat", "first", 1.0), Question("chat", "second", 2.0)]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([], {}),
        ([Answer("chat", "", 3.0)], {"first": 2.0}),
        ([Answer("chat", "", 3.0), Answer("chat", "", 4.0)], {"first": 2.0, "second": 2.0}),
        ([Answer("chat", "second", 3.0)], {"second": 1.0}),
        ([Answer("chat", "second", 3.0), Answer("chat", "", 4.0)], {"second": 1.0, "first": 3.0}),
        ([Answer("chat", "second", 3.0), Answer("chat", "second", 4.0)], {"second": 1.0}),
        ([Answer("elsewhere", "", 3.0)], {}),
        ([Answer("chat", "unknown", 3.0)], {}),
        ([Answer("chat", "", 0.5)], {}),
    ],
    ids=[
        "none",
        "to the oldest",
        "one after another",
        "to what it quotes",
        "a quote takes its question away",
        "only the first answer counts",
        "not in another chat",
        "not to something else",
        "not before it was asked",
    ],
)
def test_an_answer_counts(answers: list[Answer], expected: dict[str, float]) -> None:
    assert waits(ASKED, answers) == expected


def test_percentiles_are_of_two_values_at_least() -> None:
    assert quantiles(range(101)) == (50, 95, 99)
    assert quantiles([1.0]) != quantiles([1.0])
