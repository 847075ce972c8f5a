"""The form of a bot's settings: its inputs, and what a person has changed in it.

Beside each input stands what it showed at first. What was left alone is no change, for it may have
been changed from a chat since.
"""

from __future__ import annotations

from typing import NamedTuple

from flask import request

from app.languages import _
from app.models import BotSession
from app.runtime import settings
from app.services import bot_settings
from app.services.bot_settings import Shown
from app.texts import bot_name
from app.web.bot.settings_words import choices, fault, hint, tags
from app.web.forms import field
from botinstance.contract import dashboard
from botinstance.contract.problem import Invalid, get_str
from botinstance.contract.setting import Setting

NAME = "bot_name"
NAME_MOST = 64  # characters
LONG = 500  # characters above which a text gets more than one line


class Input(NamedTuple):
    """`kind` is check, choice, number, secret, long or text; `value` is what stands in it, and
    `was` what stood in it at first."""

    name: str
    title: str
    kind: str
    shown: Shown
    value: str
    was: str
    hint: str
    choices: list[tuple[str, str]]
    tags: list[tuple[str, str]]
    offered: bool  # the operator has set it for all bots, so that it may stay empty


class Group(NamedTuple):
    title: str
    help: str
    inputs: list[Input]


def groups(session: BotSession, wrong: dict[str, str] | None = None) -> list[Group]:
    """As the bot has them; after a refusal, with `wrong`, as they were sent."""
    found = bot_settings.shown(session)
    return [
        Group(
            group.title,
            group.help,
            [_input(found[one.name], one.title, wrong is not None) for one in group.shown],
        )
        for group in dashboard.GROUPS
    ]


def name_of(session: BotSession, wrong: dict[str, str] | None = None) -> tuple[str, str]:
    """The bot's name to show, and the one that was shown at first."""
    name = session.bot_name or ""
    return (field(NAME), field(f"was-{NAME}")) if wrong is not None else (name, name)


def changes() -> dict[str, str]:
    """The settings that a person has changed, by name."""
    sent = {name: _sent(name) for name in dashboard.SHOWN if _is_sent(name)}
    return {
        name: text
        for name, text in sent.items()
        if text != _plain(field(f"was-{name}")) or field(f"clear-{name}")
    }


def new_name() -> str | None:
    """What the bot is to be called, if that was changed."""
    return field(NAME) if field(NAME) != field(f"was-{NAME}") else None


def wrong() -> dict[str, str]:
    """Why what was changed is refused: a sentence by name."""
    found = {name: fault(dashboard.SHOWN[name]) for name in bot_settings.faults(changes())}
    name = new_name()
    if name is not None and not _is_name(name):
        found[NAME] = _("Give the bot a name of 1 to {most} characters.", most=NAME_MOST)
    return found


def _input(shown: Shown, title: str, sent: bool) -> Input:
    setting, name = shown.setting, shown.setting.name
    return Input(
        name,
        title,
        _kind(setting),
        shown,
        "" if setting.secret else _sent(name) if sent else shown.value,
        field(f"was-{name}") if sent else shown.value,
        hint(setting),
        choices(setting),
        tags(setting),
        bool(settings().bot_services.get(name)),
    )


def _kind(setting: Setting) -> str:
    if isinstance(setting.default, bool):
        return "check"
    if isinstance(setting.default, int):
        return "number"
    if setting.choices:
        return "choice"
    if setting.secret:
        return "secret"
    return "long" if setting.most > LONG else "text"


def _is_sent(name: str) -> bool:
    """A box that is not ticked is not sent at all; what the form showed of it is."""
    box = isinstance(dashboard.SHOWN[name].default, bool)
    return f"was-{name}" in request.form and (box or name in request.form)


def _sent(name: str) -> str:
    if isinstance(dashboard.SHOWN[name].default, bool):
        return "on" if field(name) else "off"
    return _plain(field(name))


def _plain(text: str) -> str:
    """As it is kept: browsers send lines with an end of their own."""
    return text.replace("\r\n", "\n").strip()


def _is_name(text: str) -> bool:
    try:
        bot_name(get_str({"botName": text}, "botName", most=NAME_MOST))
    except Invalid:
        return False
    return True
