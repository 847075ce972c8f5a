"""Long lists, one page at a time: the database counts, filters and cuts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Generic, TypeVarTuple

from sqlalchemy import Row, Select, func

from app.db import db

SIZE = 50  # rows of a page
Ts = TypeVarTuple("Ts")


@dataclass(frozen=True)
class Page(Generic[*Ts]):
    """Rows of one page of a list, whose pages are counted from 1."""

    rows: list[Row[*Ts]]
    number: int
    total: int  # rows in the whole list
    size: int = SIZE

    @property
    def pages(self) -> int:
        return max(1, math.ceil(self.total / self.size))

    @property
    def first(self) -> int:
        """The place of the first row in the whole list, from 1; 0 when there is none."""
        return (self.number - 1) * self.size + 1 if self.rows else 0

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1 if self.rows else 0


def page_of(statement: Select[*Ts], number: int, size: int = SIZE) -> Page[*Ts]:
    """Page `number` of what `statement` finds; the last one if there are not so many. Two
    questions to the database, however long the list is."""
    counted: Select[Any] = statement.with_only_columns(func.count(), maintain_column_froms=True)
    total = db.session.scalar(counted.order_by(None)) or 0
    number = max(1, min(number, math.ceil(total / size)))
    rows = db.session.execute(statement.limit(size).offset((number - 1) * size)).all()
    return Page(list(rows), number, total, size)
