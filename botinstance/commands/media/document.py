"""topdf, pdftoimg: pictures become pages, and pages pictures."""

from __future__ import annotations

import re

from botinstance import tools
from botinstance.commands.media import given, sending
from botinstance.context import Context, UserError
from botinstance.link.protocol import File

_NAME = 60  # characters
_PAGES = 5  # at once
_SECONDS = 30.0
_SIDE = "1600"  # pixels of a page


def topdf(context: Context) -> None:
    """The picture replied to comes first, the one sent with the command after it."""
    found = [it for it in given.every(context) if given.is_picture(it.media)]
    if not found:
        given.found(context, given.is_picture, "a picture")
    pictures = [given.loaded(context, it) for it in reversed(found)]
    sizes = [len(picture) for picture in pictures]
    pdf = tools.work("botinstance.commands.media.pages:pdf", b"".join(pictures), sizes=sizes)
    file = File("document", pdf, "application/pdf", name=f"{_name(context.args)}.pdf")
    context.link.send_file(context.message, file)


def pdftoimg(context: Context) -> None:
    first, last = _pages(context)
    pdf = given.loaded(context, given.found(context, given.is_pdf, "a PDF"))
    argv = ["pdftoppm", "-jpeg", "-scale-to", _SIDE, "-f", str(first), "-l", str(last), "-"]
    try:
        pages = tools.run_for_files([*argv, "page"], pdf, _SECONDS, "page-*.jpg")
    except tools.ToolError:
        raise UserError(
            "I cannot read that PDF: it is damaged, locked by a password, "
            "or has fewer pages than that."
        ) from None
    if not pages:
        raise UserError("There are fewer pages in that PDF.")
    for page in pages.values():
        sending.send(context, page)


def _pages(context: Context) -> tuple[int, int]:
    """The first and the last that are wanted. Raises UserError."""
    asked = re.fullmatch(r"(\d{1,4})(?:\s*-\s*(\d{1,4}))?", context.args or f"1-{_PAGES}")
    first = int(asked[1]) if asked else 0
    last = int(asked[2] or first) if asked else 0
    if not 1 <= first <= last or last - first >= _PAGES:
        use = f"{context.config.prefix}pdftoimg"
        raise UserError(f"Write {use} 2 or {use} 2-4: at most {_PAGES} pages at once.")
    return first, last


def _name(text: str) -> str:
    """What a file may be called on every phone."""
    plain = re.sub(r"[^\w .()+-]", " ", text.removesuffix(".pdf"))
    return " ".join(plain.split()).strip(". ")[:_NAME] or "pictures"
