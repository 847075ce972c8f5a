"""base64, binary, hex, rot13, morse: a text in a code, or read from it."""

from __future__ import annotations

from botinstance.commands.text import codes
from botinstance.commands.text.errors import CodeError
from botinstance.commands.text.given import first_word, fitting, given
from botinstance.context import Context, UserError


def base64(context: Context) -> str:
    return _answer(context, codes.BASE64)


def binary(context: Context) -> str:
    return _answer(context, codes.BINARY)


def hexadecimal(context: Context) -> str:
    return _answer(context, codes.HEX)


def rot13(context: Context) -> str:
    return _answer(context, codes.ROT13)


def morse(context: Context) -> str:
    return _answer(context, codes.MORSE)


def _answer(context: Context, code: codes.Code) -> str:
    mode, rest = _split(context.args)
    text = given(context, rest)
    if not mode:
        mode = "dec" if code.only_code and code.only_code.fullmatch(text) else "enc"
    try:
        answer = code.decode(text) if mode == "dec" else code.encode(text)
    except CodeError as error:
        raise UserError(_advice(context, mode, str(error))) from None
    if not answer.strip():
        raise UserError("There is no text in that.")
    return fitting(answer)


def _split(args: str) -> tuple[str, str]:
    """("dec", "aGk=") of "dec aGk="; no direction unless it comes first."""
    first, rest = first_word(args)
    if first.lower() in ("enc", "dec"):
        return first.lower(), rest
    return "", args


def _advice(context: Context, mode: str, why: str) -> str:
    if mode == "enc":
        return why
    name = context.config.prefix + context.command.name
    return f"{why} To write a text in this code: {name} enc <text>"
