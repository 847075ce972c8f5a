"""mode, public, private, self: who may use the bot."""

from __future__ import annotations

from botinstance.context import Context, UserError
from botinstance.contract.settings import SETTINGS

_MEANS = {
    "public": "Everybody may use me, everywhere.",
    "groups": "I answer in groups only, but for my owner and my admins.",
    "private": "I answer in private chats only, but for my owner and my admins.",
    "admins": "I answer only my owner and the admins whom my owner has named.",
}
_WORDS = {"self": "admins", "everybody": "public", "all": "public", "group": "groups"}


def run(context: Context) -> str:
    use, now = f"{context.config.prefix}mode", context.state.settings.text("mode")
    choices = SETTINGS["mode"].choices
    if not context.args:
        return f"{_MEANS[now]} Change it with {use} and one of {', '.join(choices)}."
    word = context.args.lower()
    wanted = _WORDS.get(word, word)
    if wanted not in choices:
        raise UserError(f"The mode is one of {', '.join(choices)}: write for example {use} groups")
    return _set(context, wanted)


def public(context: Context) -> str:
    return _set(context, "public")


def private(context: Context) -> str:
    hint = f"To be answered alone, write {context.config.prefix}self."
    return f"{_set(context, 'private')} {hint}"


def admins(context: Context) -> str:
    return _set(context, "admins")


def _set(context: Context, mode: str) -> str:
    context.state.settings.set("mode", mode)
    return _MEANS[mode]
