"""rewrite: a text, corrected or in another style."""

from __future__ import annotations

from botinstance.commands.ai import given, talk
from botinstance.context import Context, UserError

STYLES = ("formal", "friendly", "short", "polite", "simple")


def run(context: Context) -> str:
    text = given.text(context, "i has a question")
    first, _, rest = text.partition(" ")
    style = first.lower().rstrip(":")
    if style not in STYLES:
        return _rewritten(context, "Correct the spelling and grammar of this text", text)
    quoted = context.message.quoted
    text = rest.strip() or (quoted.text.strip() if quoted else "")
    if not text:
        raise UserError(
            f"What shall I rewrite? Example: {context.config.prefix}rewrite {style} see you there"
        )
    return _rewritten(context, f"Rewrite this text in a {style} style", given.checked(text))


def _rewritten(context: Context, what: str, text: str) -> str:
    return talk.task(
        context, f"{what}, in its own language. Answer with nothing but the new text.", text
    )
