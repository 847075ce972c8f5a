"""doc: a file sent again as a document, under the name that was asked for."""

from __future__ import annotations

import re

from botinstance.commands.media.given import found, loaded
from botinstance.context import Context, UserError
from botinstance.link.protocol import File, Media

_LONGEST = 100  # characters of a name
# separators of paths, and what hides or turns round how a name ends
_BAD = re.compile(r"[/\\:*?\"<>|\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def run(context: Context) -> None:
    use = f"{context.config.prefix}{context.command.name}"
    given = found(context, lambda _: True, "a file")
    media = given.media
    name = named(context.args, media, use)
    data = loaded(context, given)
    file = File("document", data, _mimetype(name) or media.mimetype, name=name)
    context.link.send_file(context.message, file)


def named(text: str, media: Media, use: str) -> str:
    """A name with an ending; the file's own where `text` has none. Raises UserError."""
    import mimetypes

    name = text.strip()
    if _BAD.search(name) or name.startswith(".") or len(name) > _LONGEST:
        raise UserError(
            f"Write a name of at most {_LONGEST} letters, digits and spaces, as in {use} trip.mp4"
        )
    kind = media.mimetype.partition(";")[0].strip()
    stem, dot, ending = media.name.rpartition(".")
    usual = f".{ending}" if dot and not _BAD.search(ending) else mimetypes.guess_extension(kind)
    if not name:
        name = _BAD.sub("", stem or media.name)[:_LONGEST] or media.kind
        return f"{name}{usual or ''}"
    return name if re.search(r"\.\w{1,8}$", name) else f"{name}{usual or ''}"


def _mimetype(name: str) -> str:
    import mimetypes

    return mimetypes.guess_type(name)[0] or ""
