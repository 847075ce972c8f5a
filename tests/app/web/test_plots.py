"""The geometry of plots: round numbers, one scale, nothing outside, nothing invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from app.services.activity import DAY, MONTH, WEEK, Point, Series, Span
from app.web import plots
from app.web.plots import scale, words
from app.web.plots.drawing import ABOVE, LEAST

START = datetime(2026, 3, 3, tzinfo=UTC)  # a Tuesday


@pytest.fixture(autouse=True)
def _english(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def series(span: Span = DAY, **values: dict[int, Any]) -> Series:
    """Points with `values`, each {number of the point: value}; all else is zero."""
    nothing = Point(START, True, 0, 0, 0, 0, None, None)
    points = [replace(nothing, at=START + span.width * i) for i in range(span.size)]
    for name, by_number in values.items():
        for i, value in by_number.items():
            points[i] = replace(points[i], **{name: value})
    total = replace(
        nothing,
        received=sum(point.received for point in points),
        sent=sum(point.sent for point in points),
        errors=sum(point.errors for point in points),
    )
    return Series(span, tuple(points), total, (), (0, 0))


@pytest.mark.parametrize(
    ("most", "parts", "step"),
    [(0, 6, 1), (1, 6, 1), (7, 6, 2), (12, 6, 2), (13, 6, 5), (60, 6, 10), (61, 6, 20),
     (412, 6, 100), (2**31, 6, 500_000_000)],
)  # fmt: skip
def test_steps_are_one_two_or_five(most: int, parts: int, step: int) -> None:
    assert scale.step(most, parts) == step


@pytest.mark.parametrize(
    ("seconds", "share"), [(0.0, 0), (0.1, 0), (30, 1), (900, 1), (3**0.5, 0.5), (1, 0.4037)]
)
def test_each_tenfold_of_seconds_is_as_far(seconds: float, share: float) -> None:
    assert scale.share_of_log(seconds) == pytest.approx(share, abs=1e-4)


def test_in_stands_above_the_line_and_out_below_by_the_same_scale() -> None:
    drawn = plots.messages(series(received={3: 40}, sent={3: 20}))
    inward, outward = drawn.bars
    assert (inward.kind, outward.kind) == ("ink", "pale")
    assert inward.y + inward.height == pytest.approx(drawn.base, abs=0.1)
    assert outward.y == pytest.approx(drawn.base, abs=0.1)
    assert inward.height == pytest.approx(2 * outward.height, abs=0.2)
    assert [tick.text for tick in drawn.ticks] == ["20", "10", "0", "10", "20", "30", "40"]


@pytest.mark.parametrize("received", [0, 1, 9, 10, 999, 10**6, 2**31 - 1])
@pytest.mark.parametrize("sent", [0, 1, 17, 2**31 - 1])
def test_all_of_a_plot_is_within_it(received: int, sent: int) -> None:
    drawn = plots.messages(series(MONTH, received={0: received, 29: 1}, sent={29: sent}))
    for bar in drawn.bars:
        assert bar.y >= ABOVE - LEAST
        assert bar.y + bar.height <= drawn.height + LEAST
        assert bar.x >= 0
        assert bar.x + bar.width <= 100
    assert all(ABOVE <= tick.y <= drawn.height for tick in drawn.ticks)
    assert len(drawn.ticks) <= 10


def test_the_smallest_number_is_seen_and_none_is_not() -> None:
    drawn = plots.messages(series(received={0: 100_000, 5: 1}))
    assert len(drawn.bars) == 2
    assert drawn.bars[1].height >= LEAST


def test_errors_have_bars_only_where_there_are_some() -> None:
    drawn = plots.errors(series(WEEK, errors={2: 1, 27: 3}))
    assert [round(bar.height / drawn.bars[0].height) for bar in drawn.bars] == [1, 3]
    assert drawn.bars[0].x == pytest.approx(100 * 2.17 / 28, abs=0.01)


def test_the_line_of_replies_is_open_where_there_were_none() -> None:
    drawn = plots.reply_times(series(median={0: 1.0, 1: 0.1, 5: 30.0}, p95={0: 2.0, 1: 30.0}))
    slow, typical = drawn.traces
    assert (slow.dashed, typical.dashed) == (True, False)
    assert slow.path.startswith("M0.5 ")
    top, bottom = ABOVE, drawn.height
    one = bottom - scale.share_of_log(1) * (bottom - top)
    assert typical.path == f"M0.5 {one:.1f}L1.5 {bottom:.1f}M5.25 {top:.1f}h.5"


def test_each_point_says_its_numbers() -> None:
    found = series(received={3: 1200}, sent={3: 7}, existed={0: False, 1: False})
    drawn = plots.messages(found)
    assert drawn.columns[3].words == "Tue 03:00: 1,200 in, 7 out"
    assert drawn.columns[0].words == "Tue 00:00: the bot did not exist yet"
    assert drawn.void == pytest.approx(200 / 24, abs=0.01)
    assert len(drawn.columns) == DAY.size
    assert plots.reply_times(found).columns[4].words == "Tue 04:00: no replies"


@pytest.mark.parametrize(
    ("span", "all_of_them", "where_it_is_narrow"),
    [
        (DAY, ["03:00", "06:00", "09:00", "12:00", "15:00", "18:00", "21:00"],
         ["06:00", "12:00", "18:00"]),
        (WEEK, ["Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Mon"], None),
        (MONTH, ["Mar 6", "Mar 13", "Mar 20", "Mar 27"], None),
    ],
)  # fmt: skip
def test_some_points_are_labelled(
    span: Span, all_of_them: list[str], where_it_is_narrow: list[str] | None
) -> None:
    labels = plots.messages(series(span)).labels
    assert [label.text for label in labels] == all_of_them
    narrow = [label.text for label in labels if not label.minor]
    assert narrow == where_it_is_narrow or len(narrow) in (3, 4)
    assert all(3 < label.x < 97 for label in labels)


def test_a_day_begins_with_a_line() -> None:
    assert plots.messages(series(DAY)).midnights == ()
    assert plots.messages(series(WEEK)).midnights == tuple(
        pytest.approx(100 * day / 7, abs=0.01) for day in range(1, 7)
    )


def test_what_a_plot_shows_is_said_in_a_sentence() -> None:
    found = series(WEEK, received={3: 400, 9: 12}, sent={3: 388}, errors={5: 2, 6: 1})
    assert words.messages_in_short(found) == "412 in, 388 out. Busiest: Tue 18:00."
    assert words.errors_in_short(found) == "3 in all. Most: Wed 06:00."
    assert words.errors_in_short(series(errors={5: 1})) == "Only one: Tue 05:00."
    assert words.errors_in_short(series()) == "No errors in this time."
    assert words.replies_in_short(found) == "No replies in this time."
    answered = replace(found, total=replace(found.total, median=0.41, p95=12.3))
    assert words.replies_in_short(answered) == (
        "Half of the replies came within 0.4 s, 95 of 100 within 12 s."
    )


def test_moments_are_those_of_the_language(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "es"}):
        labels = plots.messages(series(MONTH)).labels
        assert [label.text for label in labels][:2] == ["6 mar", "13 mar"]
        assert words.number(1234567) == "1.234.567"
