"""How a guard is switched: off, on, or what it is to do."""

from __future__ import annotations

from collections.abc import Sequence

from botinstance.commands.group.common import need_admin
from botinstance.commands.protection.action import ACTIONS
from botinstance.context import Context, UserError
from botinstance.contract.problem import Invalid
from botinstance.contract.settings import SETTINGS
from botinstance.words import clean

MODES = ("off", "on", *ACTIONS)
_DONE = {
    "delete": "I delete {what}.",
    "warn": "I delete {what} and warn who sends them.",
    "kick": "I delete {what} and remove who sends them.",
}


def switch(context: Context, setting: str, mode: str) -> None:
    """Set a setting with the choices off and ACTIONS; "on" keeps what was chosen, and deletes
    where it was off. Raises UserError where the bot is no admin and so cannot guard."""
    settings, chat = context.state.settings, context.chat
    if mode == "on":
        mode = settings.text(setting, chat)
        mode = "delete" if mode == "off" else mode
    if mode != "off":
        need_admin(context)
    settings.set(setting, mode, chat)


def told(context: Context, setting: str, what: str) -> str:
    """What the guard does in this chat, as a sentence about `what` it keeps out."""
    mode = context.state.settings.text(setting, context.chat)
    if mode == "off":
        return f"Off: I let {what} pass. Write {use(context)} on to keep them out."
    return "On: " + _DONE[mode].format(what=what)


def use(context: Context) -> str:
    """The command as it is written here."""
    return f"{context.config.prefix}{context.command.name}"


def unknown(context: Context, word: str) -> UserError:
    """For a word that this command does not know."""
    return UserError(
        f"I do not know '{clean(word, 20)}'. Write {use(context)} {context.command.usage}"
    )


def take(context: Context, settings: Sequence[str], setting: str) -> None:
    """Set what is written behind the command: a mode of `setting`, and numbers for `settings`.
    Raises UserError, which says what numbers there are."""
    words = context.args.lower().replace("/", " ").split()
    modes = [word for word in words if word in MODES]
    numbers = [word for word in words if word.lstrip("-").isdecimal()]
    for word in words:
        if word not in (*modes, *numbers[: len(settings)]):
            raise unknown(context, word)
    for name, word in zip(settings, numbers, strict=False):
        _write(context, name, word)
    for mode in modes:
        switch(context, setting, mode)


def _write(context: Context, setting: str, word: str) -> None:
    try:
        context.state.settings.write(setting, word, context.chat)
    except Invalid:
        known = SETTINGS[setting]
        raise UserError(
            f"That number is not possible: write one from {known.least} to {known.most}, "
            f"like this: {context.config.prefix}{context.command.example}"
        ) from None
