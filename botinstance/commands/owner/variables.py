"""setvar, getvar, delvar, vars: the settings of the bot."""

from __future__ import annotations

import difflib
import re

from botinstance.commands.owner.common import need_secrecy
from botinstance.context import Context, UserError
from botinstance.contract.problem import Invalid
from botinstance.contract.setting import Reach, Setting, Value, written
from botinstance.contract.settings import SETTINGS

_GIVEN = re.compile(r"([\w-]+)(?:\s*=\s*|\s+)(.+)", re.DOTALL)
_SHOWN = 60  # characters of a value in the list

NAMES = tuple(s.name for s in SETTINGS.values() if s.reach is Reach.BOT and not s.hidden)


def put(context: Context) -> str:
    given = _GIVEN.fullmatch(context.args)
    if not given:
        use = f"{context.config.prefix}setvar"
        raise UserError(
            f"Write {use} name=value, for example {use} mode=groups. "
            f"{context.config.prefix}vars shows all names."
        )
    setting = _setting(context, given[1])
    if setting.secret:
        need_secrecy(context)
    try:
        value = context.state.settings.write(setting.name, given[2])
    except Invalid as error:
        prefix = context.config.prefix
        raise UserError(
            f"{error.message[:300]}. {prefix}getvar {setting.name} tells what it is for."
        ) from None
    return f"{setting.name} is {_shown(setting, value)} now."


def get(context: Context) -> str:
    setting = _setting(context, context.args)
    value = context.state.settings.get(setting.name)
    return "\n".join(
        [f"{setting.name} is {_shown(setting, value)}.", setting.help, *_may_be(setting)]
    )


def reset(context: Context) -> str:
    setting = _setting(context, context.args)
    context.state.settings.reset(setting.name)
    return f"{setting.name} is {_shown(setting, setting.default)} again, as it was at first."


def show(context: Context) -> str:
    lines = []
    for name in sorted(NAMES):
        shown = _shown(SETTINGS[name], context.state.settings.get(name))
        lines.append(f"{name} = {shown[:_SHOWN]}{'…' if len(shown) > _SHOWN else ''}")
    return "\n".join([*lines, f"{context.config.prefix}getvar <name> tells more."])


def _setting(context: Context, word: str) -> Setting:
    prefix, name = context.config.prefix, word.strip().lower()
    if not name:
        raise UserError(f"Which one? {prefix}vars shows the names of all settings.")
    if name in NAMES:
        setting: Setting = SETTINGS[name]
        return setting
    if name in SETTINGS:
        raise UserError(f"'{name}' is not changed here: it has a command of its own.")
    near = difflib.get_close_matches(name[:40], NAMES, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"{prefix}vars shows all names."
    raise UserError(f"There is no setting called '{name[:40]}'. {hint}")


def _may_be(setting: Setting) -> list[str]:
    """What the value can be, where the help does not say."""
    if isinstance(setting.default, bool):
        return ["It is on or off."]
    if isinstance(setting.default, int):
        return [f"It is a number from {setting.least} to {setting.most}."]
    return [f"It is one of {', '.join(setting.choices)}."] if setting.choices else []


def _shown(setting: Setting, value: Value) -> str:
    if setting.secret:
        return "set" if value else "not set"
    return written(value) or "empty"
