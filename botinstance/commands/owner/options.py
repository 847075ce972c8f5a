"""autoread, autotyping, autorecord, anticall: commands that are a setting of the same name."""

from __future__ import annotations

from botinstance.context import Context, UserError
from botinstance.contract.setting import written
from botinstance.contract.settings import SETTINGS


def run(context: Context) -> str:
    """Show the setting of the bot that is called like the command, or change it."""
    name = context.command.name
    if context.args:
        change(context, name, context.args.lower())
    return shown(context, name)


def change(context: Context, name: str, word: str) -> None:
    """Raises UserError for a word that the setting does not know."""
    choices = SETTINGS[name].choices
    allowed = choices or ("on", "off")
    if choices and word == "on":
        word = choices[1]  # the mildest
    if word not in allowed:
        use = f"{context.config.prefix}{context.command.name}"
        raise UserError(f"Write {use} and one of {', '.join(allowed)}.")
    context.state.settings.write(name, word)


def shown(context: Context, name: str) -> str:
    setting, use = SETTINGS[name], f"{context.config.prefix}{context.command.name}"
    word = written(context.state.settings.get(name))
    others = [it for it in setting.choices or ("on", "off") if it != word]
    return f"{name} is {word}. {setting.help} Change it with {use} {' or '.join(others)}."
