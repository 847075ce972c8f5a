"""The features of one bot, and switching them."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import render_template

from app.languages import _
from app.models import BotSession
from app.runtime import settings
from app.services import access, features
from app.web import blueprint
from app.web.bot.groups import groups
from app.web.forms import deed, field
from app.web.live import parts
from app.web.viewer import viewer
from botinstance.contract import feature
from botinstance.contract.command import Command
from botinstance.contract.commands import COMMANDS
from botinstance.contract.feature import Feature

_COMMANDS: dict[str, tuple[Command, ...]] = {
    name: tuple(command for command in COMMANDS if command.feature == name)
    for name in (*feature.NAMES, feature.GENERAL)
}


class Switch(NamedTuple):
    feature: Feature
    on: bool
    commands: tuple[Command, ...]
    needs: str  # what it takes beside the switch; may be empty


class Family(NamedTuple):
    """Sections of the bot's menu that stand together: most of them have but one switch."""

    title: str
    switches: list[Switch]


@blueprint.get("/bots/<handle>/features", endpoint="features")
def page(handle: str) -> str:
    session = access.find(viewer(), handle)
    return render_template("bot/features.html", **parts.told(("features",), session))


@deed("feature", back="web.features")
def switch(session: BotSession) -> str:
    name, on = feature.known(field("name")), field("on") == "yes"
    features.toggle(session.id, name, on, viewer().actor)
    return _done(_(feature.TITLES[name]), on, features.in_force(session.id))


def told(session: BotSession) -> dict[str, Any]:
    """What templates/bot/parts/features.html is told beside `facts`."""
    needs = _needs()
    families = [
        Family(title, [_switch(session, one, needs) for one in _of(sections)])
        for title, sections in _families().items()
    ]
    return {"families": families, "always": _COMMANDS[feature.GENERAL]}


def _families() -> dict[str, tuple[str, ...]]:
    """Sections of the menu by the title of their family."""
    return {
        _("Everyday"): ("Utility", "Text", "Search", "AI"),
        _("Stickers and media"): ("Stickers", "Media", "Downloaders"),
        _("Fun and games"): ("Fun", "Games", "Coins"),
        _("Groups"): ("Group", "Protection"),
    }


def _of(sections: tuple[str, ...]) -> list[Feature]:
    found = {group.title: [one.feature for one in group.offered] for group in groups()}
    return [one for title in sections for one in found[title]]


def _switch(session: BotSession, found: Feature, needs: dict[str, str]) -> Switch:
    on = session.features.get(found.name, found.default)
    return Switch(found, on, _COMMANDS[found.name], needs.get(found.name, ""))


def _needs() -> dict[str, str]:
    admin = _("The bot must be an admin of the group.")
    model = _("Needs a language model: its address and its key stand in the settings.")
    found = {"antilink": admin, "protection": admin, "group": admin}
    return found if settings().bot_services.get("ai_url") else {**found, "ai": model}


def _done(title: str, on: bool, in_force: bool) -> str:
    if on and in_force:
        return _("{feature} is on, and the bot acts on it already.", feature=title)
    if in_force:
        return _("{feature} is off, and the bot acts on it already.", feature=title)
    if on:
        return _("{feature} is on. The bot acts on it as soon as it can.", feature=title)
    return _("{feature} is off. The bot acts on it as soon as it can.", feature=title)


parts.add("features", told)
