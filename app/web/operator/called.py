"""What things are called on the operator's pages, in the reader's language: in templates as
`called.voucher("valid")` and so on."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from types import ModuleType
from typing import Any

from flask_babel import format_date, format_decimal
from markupsafe import Markup

from app.languages import _
from app.web.bot import health
from app.web.moments import day_and_time, parsed, tag
from app.web.operator import blueprint, words
from botinstance.contract.ids import short

__all__ = ["short"]

GIB, MIB = 1 << 30, 1 << 20
Pill = tuple[str, str, int | None]  # a value, its title, and how many there are


def say(table: Mapping[str, str], name: str) -> str:
    """What `name` is called; itself where the table has no word for it."""
    return _(table[name]) if name in table else name


action = partial(say, words.ACTIONS)
actor = partial(say, words.ACTORS)
check = partial(say, words.CHECKS)
deployment = partial(say, words.DEPLOYMENTS)
deployment_type = partial(say, words.DEPLOYMENT_TYPES)
duty = partial(say, words.DUTIES)
group = partial(say, words.GROUPS)
role = partial(say, words.ROLES)
source = partial(say, words.SOURCES)
voucher = partial(say, words.VOUCHERS)


def state(name: str) -> str:
    """Of a bot: one of services/health.py."""
    return health.words(name).word


def group_kind(name: str) -> str:
    """The class of its `.state`."""
    return words.GROUP_KINDS.get(name, "")


def deployment_kind(name: str) -> str:
    return words.DEPLOYMENT_KINDS.get(name, "")


def size(number: int) -> str:
    """Bytes as a person reads them: `312 MB`, `1.4 GB`."""
    if number >= GIB:
        return f"{format_decimal(number / GIB, '#,##0.#')} GB"
    return f"{format_decimal(number / MIB, '#,##0')} MB"


def moment(at: datetime | str) -> Markup:
    """A `<time>` in UTC that keeps its width when a script says it in the reader's own zone: it is
    written as the script writes it. `at` is a datetime or ISO 8601; the layout says "UTC"."""
    when = parsed(at)
    return tag(when, day_and_time(when.astimezone(UTC)))


def day(at: datetime) -> str:
    """For paper, where no script says it in the reader's own zone."""
    return str(format_date(at, "long"))


def pills(titles: Mapping[str, str], names: Iterable[str], numbers: Any = None) -> list[Pill]:
    """All, and each of `names`, for the macro `pills`; `numbers` by name."""
    total = sum(numbers.values()) if numbers else None
    each = [(name, say(titles, name), numbers[name] if numbers else None) for name in names]
    return [("", _("All"), total), *each]


def voucher_pills(numbers: Mapping[str, int]) -> list[Pill]:
    return pills(words.VOUCHERS, numbers, numbers)


def group_pills() -> list[Pill]:
    return pills(words.GROUPS, words.GROUPS)


def deployment_pills() -> list[Pill]:
    return pills(words.DEPLOYMENTS, words.DEPLOYMENTS)


@blueprint.app_context_processor
def _known() -> dict[str, ModuleType]:
    """Also for parts, whatever blueprint draws them."""
    return {"called": sys.modules[__name__]}
