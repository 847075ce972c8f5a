"""What the audit log keeps beside an action, as an operator reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.languages import _
from app.models import AuditEntry
from app.web.operator.called import role, say
from botinstance.contract import dashboard, feature

Detail = Mapping[str, Any]


def detail(entry: AuditEntry) -> str:
    """May be empty."""
    told = {name: value for name, value in entry.detail.items() if value not in ("", None)}
    return _SAID.get(entry.action, _plain)(told) if told else ""


def _switch(told: Detail) -> str:
    switched = _("on") if told.get("on") else _("off")
    return f"{say(feature.TITLES, told['name'])}: {switched}"


def _settings(told: Detail) -> str:
    return ", ".join(say(dashboard.TITLES, name) for name in told["names"])


def _role(told: Detail) -> str:
    return f"{told['name']}: {role(told['role'])}"


def _plain(told: Detail) -> str:
    """A lone value speaks for itself."""
    if len(told) == 1:
        return _(*map(str, told.values()))
    return ", ".join(f"{name}: {value}" for name, value in told.items())


_SAID: dict[str, Callable[[Detail], str]] = {
    "feature.toggle": _switch,
    "settings.change": _settings,
    "user.add": lambda told: role(told["role"]),
    "user.role": _role,
    "user.sign_out": lambda _told: _("everywhere else"),
}
