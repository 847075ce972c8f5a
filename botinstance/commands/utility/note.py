"""note, notes, delnote: texts that a chat keeps, called up by #name."""

from __future__ import annotations

import re

from botinstance.context import Context, Heard, UserError
from botinstance.contract.command import Permission

KIND = "note"  # records by chat and name
SETTING = "notes"  # of a chat: how many there are
MOST, LENGTH = 100, 3000  # notes of a chat, characters of one
_NAME = re.compile(r"#?([\w-]{1,32})")
_CALL = re.compile(r"\s*#([\w-]{1,32})\s*")


def note(context: Context) -> str:
    """Writes where there is a text, also of a message replied to; reads where there is none."""
    word, text = _split(context.args)
    name = _name(word, context)
    quoted = context.message.quoted
    kept = _kept(context, name)
    if not text and quoted and kept is None:
        text = quoted.text
    if not text:
        return _read(context, name, kept)
    _allowed(context)
    if len(text) > LENGTH:
        raise UserError(f"That note is too long: at most {LENGTH} characters.")
    with context.state.records.together():
        if kept is None and context.state.records.count(KIND, context.chat) >= MOST:
            use = f"{context.config.prefix}delnote"
            raise UserError(f"This chat has {MOST} notes already: drop one with {use} name.")
        context.state.records.put(KIND, context.chat, name, text)
        _count(context)
    return f"Kept: write #{name} to see it."


def notes(context: Context) -> str:
    names = [record.key for record in context.state.records.all(KIND, context.chat)]
    if not names:
        use = f"{context.config.prefix}note"
        return f"There are no notes in this chat. {use} wifi Password: hunter2 keeps one."
    return "*Notes of this chat*\n" + "\n".join(f"#{name}" for name in names)


def drop(context: Context) -> str:
    name = _name(context.args, context)
    _allowed(context)
    with context.state.records.together():
        gone = context.state.records.delete(KIND, context.chat, name)
        _count(context)
    if not gone:
        raise UserError(_missing(context, name))
    return f"The note #{name} is gone."


def recall(heard: Heard) -> bool:
    """Answer a message that is a note's name and nothing else."""
    called = _CALL.fullmatch(heard.message.text[:40])
    text = _kept(heard, called[1].casefold()) if called else None
    if text is None:
        return False
    heard.link.reply(heard.message, text)
    return True


def _split(args: str) -> tuple[str, str]:
    word, *rest = args.split(None, 1) or [""]
    return word, rest[0].strip() if rest else ""


def _name(word: str, context: Context) -> str:
    found = _NAME.fullmatch(word)
    if found is None:
        raise UserError(
            "A note has a name of one word, with letters, digits, - and _, up to 32 of them: "
            f"{context.config.prefix}{context.command.name} rules"
        )
    return found[1].casefold()


def _allowed(context: Context) -> None:
    if context.message.is_group and context.permission < Permission.GROUP_ADMIN:
        raise UserError("Only admins of the group may change its notes.")


def _kept(heard: Heard, name: str) -> str | None:
    text: str | None = heard.state.records.get(KIND, heard.chat, name)
    return text


def _read(context: Context, name: str, kept: str | None) -> str:
    if kept is None:
        raise UserError(_missing(context, name))
    return kept


def _missing(context: Context, name: str) -> str:
    return f"There is no note #{name} in this chat: {context.config.prefix}notes shows all."


def _count(context: Context) -> None:
    context.state.settings.set(
        SETTING, context.state.records.count(KIND, context.chat), context.chat
    )
