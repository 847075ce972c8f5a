"""antifake: only numbers of some countries may join."""

from __future__ import annotations

import re

from botinstance.commands.group.common import need_admin, tags
from botinstance.commands.protection.action import able, removed
from botinstance.commands.protection.countries import code_of, is_code
from botinstance.commands.protection.joining import coming, obeyed, phone_of
from botinstance.commands.protection.modes import use
from botinstance.context import Context, Event, UserError

MOST = 30  # countries


def run(context: Context) -> str:
    settings, chat = context.state.settings, context.chat
    words = context.args.lower().replace(",", " ").split()
    if words == ["off"]:
        settings.set("antifake", [], chat)
    elif words:
        codes = _codes(context, words)
        need_admin(context)
        settings.set("antifake", codes, chat)
    codes = settings.items("antifake", chat)
    if not codes:
        return (
            f"Off: everybody may join. Write {use(context)} +49 +43 to let in these numbers only."
        )
    named = ", ".join(f"+{code}" for code in codes)
    return (
        f"On: I remove who joins with a number that does not begin with {named}, "
        "unless an admin has added them."
    )


def _codes(context: Context, words: list[str]) -> list[str]:
    """Raises UserError."""
    codes = [re.sub(r"\A(\+|00)", "", word) for word in words if word != "on"]
    for code in codes:
        if not (code.isascii() and code.isdecimal() and is_code(code)):
            raise UserError(f"'{code[:20]}' is no country code: write it like +49.")
    codes = list(dict.fromkeys(codes)) or context.state.settings.items("antifake", context.chat)
    if not codes:
        raise UserError(f"Which countries? Write their codes, like this: {use(context)} +49 +43")
    if len(codes) > MOST:
        raise UserError(f"That is too many: at most {MOST} countries.")
    return codes


def joined(event: Event) -> bool:
    """True if nobody is left of those who have joined: then nobody need greet them."""
    turn = coming(event)
    if turn is None:
        return False
    strangers = [
        person
        for person in turn.people
        if _strange(event, turn.chat, person) and not obeyed(event, turn.chat, person)
    ]
    if not strangers or not able(event, turn.chat):
        return False
    gone = [person for person in strangers if removed(event, turn.chat, person)]
    if gone:
        codes = ", ".join(f"+{it}" for it in event.state.settings.items("antifake", turn.chat))
        event.link.send(
            turn.chat,
            f"Sorry, {tags(gone)}: only numbers that begin with {codes} may join this group.",
            gone,
        )
    return len(gone) == len(turn.people)


def _strange(event: Event, chat: str, person: str) -> bool:
    phone = phone_of(event, person)
    return bool(phone) and code_of(phone) not in event.state.settings.items("antifake", chat)
