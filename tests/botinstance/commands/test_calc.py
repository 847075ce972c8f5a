"""The calculator gives results, or sentences, and always soon."""

from __future__ import annotations

import time

import pytest

from botinstance.commands.utility.arithmetic import MathError, evaluate, show
from tests.botinstance.commands.conftest import TestBot


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("2+3*4", "14"),
        ("(2+3)*4", "20"),
        ("2^10", "1024"),
        ("-7 // 2", "-4"),
        ("7 % 4", "3"),
        ("1/3", "0.333333333333"),
        ("0.1+0.2", "0.3"),
        ("6 × 7 ÷ 2 − 1", "20"),
        ("sqrt(2)^2", "2"),
        ("round(pi, 2)", "3.14"),
        ("max(1, 2, 3)", "3"),
        ("2**100", str(2**100)),
        ("1e3", "1000"),
    ],
)
def test_it_works(expression: str, result: str) -> None:
    assert show(evaluate(expression)) == result


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("1/0", "zero"),
        ("sqrt(-1)", "real"),
        ("(-1)^0.5", "real"),
        ("9^9^9", "too large"),
        ("9^9^9^9^9", "too large"),
        ("2^5000", "too large"),
        ("1e308*10", "too large"),
        ("exp(1000)", "too large"),
        ("10**-99999999", "too large"),
        ("1+1;1", "understand"),
        ("1+", "understand"),
        ("x", "understand"),
        ("True", "understand"),
        ("'a'*3", "understand"),
        ("sqrt", "understand"),
        ("sqrt()", "understand"),
        ("round(1, ndigits=1)", "understand"),
        ("__import__('os')", "understand"),
        ("().__class__", "understand"),
        ("[1][0]", "understand"),
        ("lambda: 1", "understand"),
        ("1 if 1 else 2", "understand"),
        ("1+" * 150 + "1", "too long"),
    ],
)
def test_what_has_no_result_gets_a_sentence(expression: str, why: str) -> None:
    with pytest.raises(MathError, match=why):
        evaluate(expression)


def test_nothing_takes_long() -> None:
    start = time.monotonic()
    for expression in ("*".join(["9^999"] * 30), "2^4095*2^4095", "9**9**9**9"):
        with pytest.raises(MathError):
            evaluate(expression)
    assert time.monotonic() - start < 1


def test_without_a_sum_it_asks_for_one(bot: TestBot) -> None:
    assert bot.say(".calc").startswith("What shall I work out?")
