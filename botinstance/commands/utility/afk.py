"""afk: who is away, and that the others are told."""

from __future__ import annotations

from botinstance import registry
from botinstance.commands.group.durations import shown
from botinstance.commands.utility.whom import key_of
from botinstance.context import Context, Heard, UserError
from botinstance.dispatch import parse
from botinstance.once import Once
from botinstance.words import clean

KIND = "away"  # records of the whole bot by identity.person: since, reason, name
SETTING = "away"  # of the bot: how many are away
LENGTH = 200  # characters of a reason
LOOKED = 5  # people mentioned in one message that are looked up
PAUSE = 300.0  # seconds until the same chat is told again
_told = Once(PAUSE)


def run(context: Context) -> str:
    reason = " ".join(context.args.split())
    if len(reason) > LENGTH:
        raise UserError(f"That reason is too long: at most {LENGTH} characters.")
    name = clean(context.message.sender_name, 30)
    away = {"since": context.message.at, "reason": reason, "name": name}
    with context.state.records.together():
        context.state.records.put(KIND, "", context.person, away)
        _count(context)
    why = f" ({reason})" if reason else ""
    return f"💤 You are away{why}. I tell who asks for you, until you write again."


def watch(heard: Heard) -> None:
    _welcome(heard)
    message = heard.message
    asked = [*message.mentions[:LOOKED], *([message.quoted.sender] if message.quoted else [])]
    for id in dict.fromkeys(asked):
        person = key_of(heard, id)
        away = heard.state.records.get(KIND, "", person)
        if away is None or person == heard.person:
            continue
        if _told.first((heard.link.own.phone, heard.chat, person)):
            why = f": {away['reason']}" if away["reason"] else "."
            since = _lasting(message.at - away["since"])
            heard.link.reply(message, f"💤 {away['name'] or 'They'} went away {since} ago{why}")


def _welcome(heard: Heard) -> None:
    """Whoever writes is back, unless it is to go away once more."""
    away = heard.state.records.get(KIND, "", heard.person)
    if away is None or heard.message.at < away["since"] or _goes(heard):
        return
    lasting = _lasting(heard.message.at - away["since"])
    heard.link.reply(heard.message, f"👋 Welcome back! You were away for {lasting}.")
    with heard.state.records.together():
        heard.state.records.delete(KIND, "", heard.person)
        _count(heard)


def _goes(heard: Heard) -> bool:
    call = parse(heard.message.text, heard.config.prefix)
    command = registry.find(call.word) if call else None
    return command is not None and command.name == "afk"


def _lasting(seconds: float) -> str:
    return shown(int(seconds)) or "a moment"


def _count(heard: Heard) -> None:
    heard.state.settings.set(SETTING, heard.state.records.count(KIND, ""))
