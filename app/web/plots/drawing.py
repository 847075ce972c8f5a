"""Where everything of a plot stands."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from app.services.activity import DAY, MONTH, WEEK, Point, Series, Span
from app.web.plots import words
from app.web.plots.scale import SECONDS, round_up, share_of_log, step
from app.web.plots.shapes import Bar, Column, Label, Plot, Tick, Trace

ABOVE = 8  # pixels over the highest line: half of its number
APART = 32  # pixels between two lines, about
FILL = 0.66  # the share of a column that its bar takes
LEAST = 2.0  # pixels of a bar that stands for anything at all


def messages(series: Series, height: int = 200) -> Plot:
    """In above the line, out below it, by the same scale."""
    most_in = max(point.received for point in series.points)
    most_out = max(point.sent for point in series.points)
    by = step(most_in + most_out, height // APART)
    up, down = round_up(max(most_in, 1), by), round_up(most_out, by)
    unit = height / (up + down)
    base = ABOVE + up * unit
    bars = []
    for i, point in enumerate(series.points):
        bars += _bar(series, i, base, -point.received * unit, "ink")
        bars += _bar(series, i, base, point.sent * unit, "pale")
    ticks = [Tick(base - n * unit, words.number(abs(n))) for n in range(-down, up + 1, by)]
    return _plot(series, height, base, words.of_messages, bars=bars, ticks=ticks)


def errors(series: Series, height: int = 72) -> Plot:
    most = max(point.errors for point in series.points)
    by = step(most, height // APART)
    top = round_up(max(most, 1), by)
    unit, base = height / top, ABOVE + height
    bars = []
    for i, point in enumerate(series.points):
        bars += _bar(series, i, base, -point.errors * unit, "ink")
    ticks = [Tick(base - n * unit, words.number(n)) for n in range(0, top + 1, by)]
    return _plot(series, height, base, words.of_errors, bars=bars, ticks=ticks)


def reply_times(series: Series, height: int = 150) -> Plot:
    """The median as a line, the 95th percentile dashed, by a scale of tenfolds."""
    base = ABOVE + height

    def y(seconds: float) -> float:
        return base - share_of_log(seconds) * height

    def trace(values: list[float | None], dashed: bool) -> Trace:
        return Trace(_path([None if value is None else y(value) for value in values]), dashed)

    traces = (
        trace([point.p95 for point in series.points], True),
        trace([point.median for point in series.points], False),
    )
    ticks = [Tick(y(value), words.seconds(value)) for value in SECONDS]
    return _plot(series, height, base, words.of_replies, traces=traces, ticks=ticks)


def _plot(
    series: Series,
    height: int,
    base: float,
    say: Callable[[Point, Span], str],
    *,
    ticks: list[Tick],
    bars: list[Bar] | None = None,
    traces: tuple[Trace, ...] = (),
) -> Plot:
    width = 100 / series.span.size
    columns = tuple(
        Column(
            round(i * width, 3),
            round(width, 3),
            (say if point.existed else words.before_the_bot)(point, series.span),
        )
        for i, point in enumerate(series.points)
    )
    return Plot(
        height=ABOVE + height,
        points=series.span.size,
        base=round(base, 1),
        void=round(width * sum(not point.existed for point in series.points), 3),
        bars=tuple(bars or ()),
        traces=traces,
        ticks=tuple(Tick(round(tick.y, 1), tick.text) for tick in ticks),
        labels=_labels(series),
        midnights=_midnights(series),
        columns=columns,
    )


def _bar(series: Series, i: int, base: float, height: float, kind: str) -> list[Bar]:
    """The bar of point `i` from the line of zero, upwards if `height` is negative; none for 0."""
    if not height:
        return []
    width = 100 / series.span.size
    tall = max(abs(height), LEAST)
    top = base - tall if height < 0 else base
    left = (i + (1 - FILL) / 2) * width
    return [Bar(round(left, 3), round(FILL * width, 3), round(top, 1), round(tall, 1), kind)]


def _path(heights: list[float | None]) -> str:
    """A line through the middles of the points, open where there is none; a dash for one that
    stands alone."""
    parts = []
    edged = [None, *heights, None]
    for i, (before, y, after) in enumerate(zip(edged, heights, edged[2:], strict=False)):
        if y is not None and before is after is None:
            parts.append(f"M{i + 0.25} {y:.1f}h.5")
        elif y is not None:
            parts.append(f"{'M' if before is None else 'L'}{i + 0.5} {y:.1f}")
    return "".join(parts)


def _labels(series: Series) -> tuple[Label, ...]:
    span, found = series.span, []
    for i, point in enumerate(series.points):
        place = _place(i, point, span)
        if place is not None and 1 <= i < span.size - 1:  # the words need room at the edges
            x, minor = place
            text = words.label(point.at, span)
            found.append(Label(round(x * 100 / span.size, 3), text, minor))
    return tuple(found)


def _midnights(series: Series) -> tuple[float, ...]:
    if series.span is MONTH:
        return ()
    hours = [point.at.hour for point in series.points]
    found = [i for i, (before, hour) in enumerate(pairwise(hours), 1) if hour < before]
    return tuple(round(i * 100 / series.span.size, 3) for i in found)


def _place(i: int, point: Point, span: Span) -> tuple[float, bool] | None:
    """Where in the row of points, and whether it may be left out."""
    hour = point.at.hour
    if span is DAY:
        return (i + 0.5, hour % 6 != 0) if hour % 3 == 0 else None
    if span is WEEK:  # the name of the day stands at its noon
        return (float(i), point.at.toordinal() % 2 == 1) if hour == 12 else None
    return (i + 0.5, False) if i % 7 == 3 else None
