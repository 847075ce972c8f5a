"""enable, disable, toggle, features: what is on, in this chat or everywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from botinstance import registry
from botinstance.context import Context, UserError
from botinstance.contract.command import Permission
from botinstance.contract.feature import FEATURES, GENERAL, NAMES, TITLES
from botinstance.state.switches import EVERYWHERE, HERE, Off, off

MOST = 10  # at once

_FEATURES = {word.lower(): f.name for f in FEATURES for word in (f.title, f.name)}
_STAYS = {
    Off.DASHBOARD: "{what} is off in the dashboard, and only there it can be switched on.",
    Off.OWNER: "{what} is off everywhere: my owner can write {prefix}enable {name} everywhere",
    Off.CHAT: "{what} is off in this chat: write {prefix}enable {name}",
}
_BY = {
    Off.DASHBOARD: "off in the dashboard",
    Off.OWNER: "off everywhere, by my owner",
    Off.CHAT: "off in this chat",
}


class Switch(NamedTuple):
    """A feature, or a command of it."""

    name: str  # as state/switches.py keeps it
    feature: str
    shown: str

    @property
    def command(self) -> str:
        return "" if self.name in NAMES else self.name


def enable(context: Context) -> str:
    return _each(context, lambda is_off: False)


def disable(context: Context) -> str:
    return _each(context, lambda is_off: True)


def toggle(context: Context) -> str:
    return _each(context, lambda is_off: not is_off)


def features(context: Context) -> str:
    config, settings = context.config, context.state.settings
    lines = []
    for feature in FEATURES:
        who = off(config, settings, context.chat, feature.name)
        state = "✅" if who is None else "❌"
        lines.append(f"{state} {feature.title}" + (f": {_BY[who]}" if who else ""))
    for name, where in ((EVERYWHERE, "everywhere"), (HERE, "in this chat")):
        commands = [it for it in settings.items(name, context.chat) if it not in NAMES]
        if commands:
            shown = ", ".join(f"{config.prefix}{it}" for it in sorted(commands)[:50])
            lines.append(f"Commands that are off {where}: {shown}")
    return "\n".join(["*Features*", *lines])


def _each(context: Context, wanted: Callable[[bool], bool]) -> str:
    names, everywhere = _asked(context)
    if everywhere and context.permission < Permission.OWNER:
        raise UserError("Only my owner switches things everywhere. Leave that word out.")
    switches = dict.fromkeys(_find(context, name) for name in names)
    return "\n".join(_switch(context, it, wanted, everywhere) for it in switches)


def _asked(context: Context) -> tuple[list[str], bool]:
    words = context.args.lower().split()
    everywhere = words[-1:] == ["everywhere"]
    words = words[:-1] if words[-1:] in (["everywhere"], ["here"]) else words
    if " ".join(words) in _FEATURES:
        words = [" ".join(words)]
    if not words:
        prefix, use = context.config.prefix, context.command.name
        raise UserError(
            f"What? Write {prefix}{use} with a command or a feature, such as {prefix}{use} "
            f"sticker. {prefix}features shows what is on."
        )
    if len(words) > MOST:
        raise UserError(f"That is too many at once: at most {MOST}.")
    return words, everywhere


def _find(context: Context, word: str) -> Switch:
    prefix = context.config.prefix
    feature = _FEATURES.get(word)
    if feature:
        return Switch(feature, feature, TITLES[feature])
    command = registry.find(word.removeprefix(prefix))
    if command is None:
        raise UserError(
            f"There is no command and no feature called '{word[:40]}'. {prefix}features shows "
            f"the features, {prefix}menu the commands."
        )
    if command.feature == GENERAL:
        raise UserError(
            f"{prefix}{command.name} is always on: a bot must be able to explain itself."
        )
    return Switch(command.name, command.feature, f"{prefix}{command.name}")


def _switch(
    context: Context, switch: Switch, wanted: Callable[[bool], bool], everywhere: bool
) -> str:
    settings, chat = context.state.settings, context.chat
    place = EVERYWHERE if everywhere else HERE
    with context.state.records.together():
        listed = settings.items(place, chat)
        to_off = wanted(switch.name in listed)
        rest = [it for it in listed if it != switch.name]
        settings.set(place, [*rest, switch.name] if to_off else rest, chat)
    where = "everywhere" if everywhere else "in this chat"
    if to_off:
        return f"{switch.shown} is off {where} now."
    who = off(context.config, settings, chat, switch.feature, switch.command)
    if who is None:
        return f"{switch.shown} is on {where} now."
    return _stays(context, switch, who)


def _stays(context: Context, switch: Switch, who: Off) -> str:
    """Why it is not on, though it was switched on here."""
    places = {Off.OWNER: EVERYWHERE, Off.CHAT: HERE}
    listed = context.state.settings.items(places[who], context.chat) if who in places else []
    itself = switch.name in listed
    name = switch.name if itself else switch.feature
    what = switch.shown if itself or who is Off.DASHBOARD else TITLES[switch.feature]
    told = _STAYS[who].format(what=what, name=name, prefix=context.config.prefix)
    return told if what == switch.shown else f"{switch.shown} stays off here, as {told}"
