"""The settings of a bot that its pages show: what holds, what is asked for, and changing them.

The bot owns them, and tells what is in force (`settings_told`). What is asked for here waits in
`settings_wanted`, and goes to the bot with its config, until the bot has told that it is applied.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.db import transaction
from app.models import BotSession
from app.services import audit, sessions, wake
from botinstance.contract import dashboard
from botinstance.contract.config import BotConfig
from botinstance.contract.problem import Invalid
from botinstance.contract.setting import Setting


@dataclass(frozen=True)
class Shown:
    """A setting as it stands in a form. `value` is as a person writes it, "" for a secret;
    `is_set` tells whether a secret has a value; `pending`: the bot does not act on it yet."""

    setting: Setting
    value: str
    default: str
    is_set: bool = False
    pending: bool = False


def shown(session: BotSession) -> dict[str, Shown]:
    """All that the dashboard shows, by name."""
    return {name: _shown(session, setting) for name, setting in dashboard.SHOWN.items()}


def change(session_id: str, changes: Mapping[str, str], actor: str = audit.HOLDER) -> list[str]:
    """Asks for other values, "" for a default; the names of those that differ from what holds.

    Raises Refusal (404), or Invalid, and then nothing has changed."""
    wanted = {name: dashboard.value(name, text) for name, text in changes.items()}
    with transaction():
        session = sessions.lock(session_id)
        now = shown(session)
        fresh = {name: text for name, text in wanted.items() if _differs(now[name], text)}
        if fresh:
            session.config_version += 1
            entries = {n: _entry(text, session.config_version) for n, text in fresh.items()}
            session.settings_wanted = {**session.settings_wanted, **entries}
            names = sorted(fresh)
            audit.record(actor, "settings.change", session_id=session_id, names=names)
    wake.worker()
    return list(fresh)


def rename(session_id: str, name: str, actor: str = audit.HOLDER) -> bool:
    """Whether the bot had another name before. Raises Refusal (404)."""
    with transaction():
        session = sessions.lock(session_id)
        other = session.bot_name != name
        if other:
            session.bot_name = name
            session.config_version += 1
            audit.record(actor, "session.rename", session_id=session_id, name=name)
    wake.worker()
    return other


def faults(changes: Mapping[str, str]) -> dict[str, Invalid]:
    """What `change` would refuse, by name."""
    found = {}
    for name, text in changes.items():
        try:
            dashboard.value(name, text)
        except Invalid as error:
            found[name] = error
    return found


def told(session: BotSession, data: Mapping[str, Any]) -> None:
    """Keeps what the bot told: what it has applied need not wait any more, secrets least of all.

    Within the caller's transaction, which holds the session's lock."""
    session.settings_told = dict(data)
    session.settings_wanted = {
        name: entry
        for name, entry in session.settings_wanted.items()
        if entry["version"] > data["applied"]
    }


def _shown(session: BotSession, setting: Setting) -> Shown:
    waiting = session.settings_wanted.get(setting.name)
    default = default_of(setting)
    if setting.secret:
        is_set = setting.name in session.settings_told.get("secrets", [])
        if waiting:
            is_set = bool(waiting["value"])
        return Shown(setting, "", default, is_set, waiting is not None)
    if waiting:
        return Shown(setting, waiting["value"] or default, default, pending=True)
    value = session.settings_told.get("values", {}).get(setting.name, default)
    return Shown(setting, value, default)


def default_of(setting: Setting) -> str:
    """As a person writes it."""
    if setting.name == "prefix":
        return BotConfig.prefix  # its own default stands for what the config says
    if isinstance(setting.default, bool):
        return "on" if setting.default else "off"
    return str(setting.default)


def _differs(now: Shown, text: str) -> bool:
    if now.setting.secret:
        return bool(text) or now.is_set
    return (text or now.default) != now.value


def _entry(text: str, version: int) -> dict[str, Any]:
    return {"value": text, "version": version}
