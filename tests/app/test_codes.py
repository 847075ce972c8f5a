"""Voucher codes can be read aloud and not be guessed."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from app.errors import Refusal
from app.services.codes import ALPHABET, new_code, normalise

MOMENT = datetime(2026, 1, 2, 3, tzinfo=UTC)


def test_the_shape() -> None:
    assert re.fullmatch(rf"UBOT(-[{ALPHABET}]{{4}}){{3}}", new_code(MOMENT))


def test_nothing_looks_like_something_else() -> None:
    assert not set("0O1ILU") & set(ALPHABET)
    assert len(set(ALPHABET)) == len(ALPHABET) == 30


def test_the_first_part_tells_the_hour() -> None:
    same = {new_code(MOMENT + timedelta(minutes=m))[:9] for m in range(60)}
    assert len(same) == 1
    assert new_code(MOMENT + timedelta(hours=1))[:9] not in same


def test_the_rest_is_random() -> None:
    assert len({new_code(MOMENT)[10:] for _ in range(10_000)}) == 10_000


def test_a_code_is_normalised_to_itself() -> None:
    code = new_code(MOMENT)
    assert normalise(code) == code


@pytest.mark.parametrize("text", ["UBOTABCDEFGH", "UBOT UBOT ABCD EFGH IJKL", "ABCD/EFGH/IJKM"])
def test_what_has_another_shape_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        normalise(text)
