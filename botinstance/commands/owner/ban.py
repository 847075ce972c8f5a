"""ban, unban, banlist, banchat, unbanchat: whom the bot ignores everywhere."""

from __future__ import annotations

import re

from botinstance.commands.owner.common import keys, tell
from botinstance.context import Context, Heard, UserError
from botinstance.contract.command import Permission
from botinstance.refusal import ignored

MOST = 1000
_CHAT = re.compile(r"[0-9-]{5,40}@(g\.us|lid|s\.whatsapp\.net)")


def heard(said: Heard) -> bool:
    """Nobody else gets to see what somebody says whom the bot ignores."""
    return ignored(said)


def ban(context: Context) -> None:
    people = keys(context)
    _spare(context, people)
    _keep(context, "banned", people)
    tell(context, "I ignore from now on:", people)


def unban(context: Context) -> None:
    people = keys(context)
    with context.state.records.together():
        banned = context.state.settings.items("banned")
        if not set(people) & set(banned):
            raise UserError("I do not ignore them.")
        context.state.settings.set("banned", [it for it in banned if it not in people])
    tell(context, "I listen again to:", people)


def show(context: Context) -> str | None:
    settings = context.state.settings
    people, chats = settings.items("banned"), settings.items("banned_chats")
    if not people and not chats:
        return "I ignore nobody."
    words = [f"Ignored chats: {', '.join(chats[:50])}"] if chats else []
    if not people:
        return words[0]
    tell(context, "\n".join([*words, "Ignored people:"]), people, end="")
    return None


def ban_chat(context: Context) -> str:
    chat = _chat(context)
    _keep(context, "banned_chats", [chat])
    return f"I ignore the chat {chat} from now on, but for my owner and my admins."


def unban_chat(context: Context) -> str:
    chat, settings = _chat(context), context.state.settings
    with context.state.records.together():
        banned = settings.items("banned_chats")
        if chat not in banned:
            raise UserError("I do not ignore that chat.")
        settings.set("banned_chats", [it for it in banned if it != chat])
    return f"I listen again in the chat {chat}."


def _spare(context: Context, people: list[str]) -> None:
    own = context.link.own
    if {context.owner_phone, own.phone, own.lid} & set(people):
        raise UserError("My owner and I cannot be ignored.")
    admins = set(people).intersection(context.state.settings.items("sudo"))
    if admins and context.permission < Permission.OWNER:
        raise UserError("Only my owner can ban an admin of this bot.")
    if admins:
        use = f"{context.config.prefix}delsudo"
        raise UserError(f"They are admins of this bot: take that from them first with {use}.")


def _keep(context: Context, name: str, what: list[str]) -> None:
    with context.state.records.together():
        kept = list(dict.fromkeys([*context.state.settings.items(name), *what]))
        if len(kept) > MOST:
            raise UserError(f"I can ignore {MOST} at most. Take somebody off the list first.")
        context.state.settings.set(name, kept)


def _chat(context: Context) -> str:
    if not context.args:
        return context.chat
    if not _CHAT.fullmatch(context.args):
        use = f"{context.config.prefix}{context.command.name}"
        raise UserError(
            f"That is no id of a chat. Write {use} alone in the chat itself, or {use} with an id "
            f"that {context.config.prefix}jid shows."
        )
    return context.args
