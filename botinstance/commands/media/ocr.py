"""ocr: what is written in a picture."""

from __future__ import annotations

import functools

from botinstance import tools
from botinstance.commands.media import given
from botinstance.context import Context, UserError

_SECONDS = 60.0
_LENGTH = 3900  # characters that are told
# What tesseract calls the languages of contract/languages.py; each is a package of Debian.
_NAMES = {"en": "eng", "es": "spa", "pt": "por", "hi": "hin", "ar": "ara", "id": "ind"}


def run(context: Context) -> str:
    picture = given.picture(context)
    page = tools.work("botinstance.commands.media.canvas:page", picture)
    names = "+".join(_languages(context))
    argv = ["tesseract", "stdin", "stdout", "-l", names, "--psm", "3"]
    try:
        read = tools.run(argv, page, _SECONDS, environment={"OMP_THREAD_LIMIT": "1"})
    except tools.ToolError:
        raise UserError("I cannot read that picture. Try one that is sharper.") from None
    text = read.decode(errors="replace").replace("\f", "").strip()
    if not any(character.isalnum() for character in text):
        raise UserError("I find no words in that picture. They must be sharp and large enough.")
    return text[:_LENGTH]


def _languages(context: Context) -> list[str]:
    """The language asked for or that of the chat, and English beside it. Raises UserError."""
    installed, asked = _installed(), context.args.lower()
    wanted = asked or context.state.settings.text("language", context.chat) or "en"
    name = _NAMES.get(wanted, wanted)
    if asked and name not in installed:
        known = [code for code, name in _NAMES.items() if name in installed]
        raise UserError(f"I cannot read that language here, only {', '.join(known)}.")
    return [it for it in dict.fromkeys((name, "eng")) if it in installed]


@functools.cache
def _installed() -> frozenset[str]:
    """tesseract's names of the languages that it has here. Raises UserError."""
    told = tools.run(["tesseract", "--list-langs"], b"", _SECONDS).decode()
    return frozenset(told.splitlines()[1:])
