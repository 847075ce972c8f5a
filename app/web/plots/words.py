"""Moments, numbers and sentences of plots, in the language of whoever looks."""

from __future__ import annotations

from datetime import datetime

from babel.dates import format_skeleton, get_timezone_location
from flask_babel import format_decimal, get_locale

from app.languages import _
from app.services.activity import Point, Series, Span

# Skeletons of Unicode's locale data, by the span's name.
_MOMENT = {"day": "EHm", "week": "EHm", "month": "MMMEd"}
_LABEL = {"day": "Hm", "week": "E", "month": "MMMd"}


def moment(at: datetime, span: Span) -> str:
    """`Tue 14:00`, or `Tue, Mar 3` where a point is a day."""
    return str(format_skeleton(_MOMENT[span.name], at, locale=get_locale()))


def label(at: datetime, span: Span) -> str:
    """`14:00`, `Tue` or `Mar 3`: what stands under the plot."""
    return str(format_skeleton(_LABEL[span.name], at, locale=get_locale()))


def number(value: float) -> str:
    """With the separators of the language, and at most one digit behind the point."""
    return str(format_decimal(value, "#,##0.#" if value < 10 else "#,##0"))


def seconds(value: float | None) -> str:
    """`0.4 s`, or a dash for None."""
    return "–" if value is None else _("{number} s", number=number(value))


def of_messages(point: Point, span: Span) -> str:
    return _(
        "{moment}: {received} in, {sent} out",
        moment=moment(point.at, span),
        received=number(point.received),
        sent=number(point.sent),
    )


def of_errors(point: Point, span: Span) -> str:
    return _("{moment}: errors {count}", moment=moment(point.at, span), count=number(point.errors))


def of_replies(point: Point, span: Span) -> str:
    at = moment(point.at, span)
    if point.median is None:
        return _("{moment}: no replies", moment=at)
    return _(
        "{moment}: half of the replies within {median}, 95 of 100 within {p95}",
        moment=at,
        median=seconds(point.median),
        p95=seconds(point.p95),
    )


def before_the_bot(point: Point, span: Span) -> str:
    return _("{moment}: the bot did not exist yet", moment=moment(point.at, span))


def messages_in_short(series: Series) -> str:
    total = series.total
    busiest = max(series.points, key=lambda point: point.received + point.sent)
    return _(
        "{received} in, {sent} out. Busiest: {moment}.",
        received=number(total.received),
        sent=number(total.sent),
        moment=moment(busiest.at, series.span),
    )


def errors_in_short(series: Series) -> str:
    if not series.total.errors:
        return _("No errors in this time.")
    worst = max(series.points, key=lambda point: point.errors)
    at = moment(worst.at, series.span)
    if series.total.errors == 1:
        return _("Only one: {moment}.", moment=at)
    return _("{count} in all. Most: {moment}.", count=number(series.total.errors), moment=at)


def replies_in_short(series: Series) -> str:
    if series.total.median is None:
        return _("No replies in this time.")
    return _(
        "Half of the replies came within {median}, 95 of 100 within {p95}.",
        median=seconds(series.total.median),
        p95=seconds(series.total.p95),
    )


def zone_in_short(series: Series) -> str:
    """`Times are in UTC.`, or of which city they are."""
    zone = series.points[0].at.tzinfo
    if str(zone) in ("UTC", "Etc/UTC"):
        return _("Times are in UTC.")
    city = get_timezone_location(zone, locale=get_locale(), return_city=True)
    return _("Times are those of {city}.", city=city)
