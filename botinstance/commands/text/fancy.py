"""fancy: a text in other alphabets that Unicode has."""

from __future__ import annotations

from botinstance.commands.text.alphabets import STYLES, styled
from botinstance.commands.text.given import first_word, fitting, given
from botinstance.context import Context, UserError

ALL_LENGTH = 200  # characters: it comes once in each style


def run(context: Context) -> str:
    number, rest = _split(context.args)
    if not number:
        text = " ".join(given(context, rest, ALL_LENGTH).split())
        lines = (f"{n}. {styled(text, style)}" for n, style in enumerate(STYLES, 1))
        return fitting("\n".join(lines))
    styles = {str(n): style for n, style in enumerate(STYLES, 1)}
    if number not in styles:
        raise UserError(
            f"There are styles 1 to {len(STYLES)}: write {context.config.prefix}fancy "
            f"<number> <text>, or no number to see them all."
        )
    return fitting(styled(given(context, rest), styles[number]))


def _split(args: str) -> tuple[str, str]:
    """("3", "Hello") of "3 Hello"; no number unless it comes first."""
    first, rest = first_word(args)
    if first.isascii() and first.isdecimal():
        return first, rest
    return "", args
