"""password: a random one, which nobody but the person who asks gets to see."""

from __future__ import annotations

import secrets
from string import ascii_lowercase, ascii_uppercase, digits

from botinstance.context import Context, UserError

SHORTEST, USUAL, LONGEST = 8, 16, 64  # characters
_SIGNS = "!#$%&+=?"  # none that WhatsApp takes for markup, a link or a mention
_ALIKE = "0O1lI"
_KINDS = [
    "".join(c for c in kind if c not in _ALIKE)
    for kind in (ascii_lowercase, ascii_uppercase, digits, _SIGNS)
]


def run(context: Context) -> str:
    return password(_length(context.args, context.config.prefix))


def password(length: int) -> str:
    """At least SHORTEST; with letters of both cases, digits and signs, none that look alike.

    No sign comes first: a message that begins with one could be a command to another bot, and is
    sent with an invisible character before it, which whoever copies the password would copy too.
    """
    while True:
        made = "".join(secrets.choice("".join(_KINDS)) for _ in range(length))
        if made[0] not in _SIGNS and all(set(kind) & set(made) for kind in _KINDS):
            return made


def _length(args: str, prefix: str) -> int:
    if not args:
        return USUAL
    short = len(args) <= 2 and args.isascii() and args.isdecimal()
    if not short or not SHORTEST <= int(args) <= LONGEST:
        raise UserError(
            f"Write a length from {SHORTEST} to {LONGEST}, as in {prefix}password 20, or nothing."
        )
    return int(args)
