"""Settings in words: their choices, what they may be, and what stands for something in a text."""

from __future__ import annotations

from app.languages import _
from botinstance.contract.languages import LANGUAGES
from botinstance.contract.setting import Setting


def choices(setting: Setting) -> list[tuple[str, str]]:
    """Each with its name for a person."""
    words = LANGUAGES if setting.name == "default_language" else _words(setting.name)
    return [(choice, words.get(choice, choice)) for choice in setting.choices]


def fault(setting: Setting) -> str:
    """What it takes, for a person who wrote something else."""
    least, most = setting.least, setting.most
    known = {
        "prefix": _("Write one to three signs such as . or !, without letters or digits."),
        "autoreact_emojis": _("Write emojis with spaces between them."),
        "ai_url": _("Write the address like https://api.example.org/v1."),
    }
    if setting.name in known:
        return known[setting.name]
    if setting.choices:
        return _("Choose one of the list.")
    if isinstance(setting.default, int):
        return _("Write a whole number from {least} to {most}.", least=least, most=most)
    return _("Write at most {most} characters.", most=most)


def hint(setting: Setting) -> str:
    """What its title and its choices leave open."""
    model = _("As the service calls it.")
    known = {
        "mode": "",
        "anticall": "",
        "autoreact": "",
        "default_welcome_text": _("In groups that have no greeting of their own."),
        "default_goodbye_text": _("In groups that have no farewell of their own."),
        "ai_model": model,
        "ai_image_model": model,
        "ai_speech_model": model,
    }
    return known[setting.name] if setting.name in known else _(setting.help)


def tags(setting: Setting) -> list[tuple[str, str]]:
    """What is put in place of what in a text of the bot."""
    if setting.name not in ("default_welcome_text", "default_goodbye_text"):
        return []
    return [
        ("&user", _("who comes or goes")),
        ("&group", _("the name of the group")),
        ("&count", _("how many members it has")),
    ]


def _words(name: str) -> dict[str, str]:
    return {
        "mode": {
            "public": _("Everybody, everywhere"),
            "groups": _("Everybody, in groups only"),
            "private": _("Everybody, in private chats only"),
            "admins": _("The bot’s admins only"),
        },
        "anticall": {
            "off": _("Let them ring"),
            "reject": _("End them"),
            "warn": _("End them, and say why"),
            "block": _("End them, and block the caller"),
        },
        "autoreact": {
            "off": _("Nothing"),
            "commands": _("Commands"),
            "all": _("Every message"),
        },
    }.get(name, {})
