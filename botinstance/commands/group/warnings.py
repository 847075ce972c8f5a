"""warn, unwarn, resetwarn, setwarn: with so many warnings somebody has to go."""

from __future__ import annotations

import logging
import time
from typing import Any

from botinstance.commands.group.common import key_of, need_below, one, tag
from botinstance.commands.group.durations import DAY, shown
from botinstance.commands.group.mutemember import silence
from botinstance.commands.group.people import about
from botinstance.context import Context, Heard, Scene, UserError
from botinstance.contract.problem import Invalid
from botinstance.contract.setting import parse
from botinstance.contract.settings import SETTINGS
from botinstance.link.group import Change
from botinstance.link.protocol import LinkError
from botinstance.state.identity import person as key

log = logging.getLogger(__name__)

KIND = "warns"  # records by chat and identity.person: a list of {at, reason, message}
LIMIT, ACTION = "warn_limit", "warn_action"
SILENCE = DAY  # for which somebody is silenced
LENGTH = 200  # characters of a reason
_KEPT = 20  # of one person's warnings


def warn_person(scene: Scene, chat: str, id: str, phone: str, reason: str) -> str:
    """Warn somebody, and do what the chat has decided on where it is one too many.

    Returns what the group is to be told, with a tag of `id` in it: mention them. A message at
    hand counts once, however often it is dealt with. Whom not to warn is up to the caller.
    Raises LinkDown.
    """
    message = scene.message.id if isinstance(scene, Heard) else ""
    fresh = {"at": time.time(), "reason": reason[:LENGTH], "message": message}

    def add(warns: list[dict[str, Any]]) -> list[dict[str, Any]]:
        known = message and any(warn["message"] == message for warn in warns)
        return warns if known else [*warns, fresh][-_KEPT:]

    who = key(id, phone)
    count = len(scene.state.records.change(KIND, chat, who, add, []))
    limit = scene.state.settings.number(LIMIT, chat)
    told = f"Warning {min(count, limit)} of {limit} for {tag(id)}"
    told += f": {reason[:LENGTH]}" if reason else ""
    return told if count < limit else f"{told}\n{_punish(scene, chat, id, who)}"


def _punish(scene: Scene, chat: str, id: str, who: str) -> str:
    """What follows the last warning, which then begins anew."""
    if not scene.bot_is_admin(chat):
        return "Nothing follows, as I am no admin of this group."
    if scene.state.settings.text(ACTION, chat) == "mute":
        silence(scene, chat, who, SILENCE)
        done = f"For {shown(SILENCE)} I delete what they write."
    elif _removed(scene, chat, id):
        done = "That was the last one: they are removed."
    else:
        return "WhatsApp does not let me remove them."
    scene.state.records.delete(KIND, chat, who)
    return done


def _removed(scene: Scene, chat: str, id: str) -> bool:
    try:
        outcomes = scene.link.groups.change(chat, [id], Change.REMOVE)
    except LinkError as error:
        log.warning("somebody was not removed: %s", error)
        return False
    return not any(outcome.error for outcome in outcomes)


def warn(context: Context) -> None:
    people, reason = about(context)
    if len(reason) > LENGTH:
        raise UserError(f"That reason is too long: at most {LENGTH} characters.")
    them = [one(context, person) for person in people]
    for member in them:
        need_below(context, member, "warn")
    lines = [warn_person(context, context.chat, m.id, m.phone, reason) for m in them]
    context.link.reply(context.message, "\n".join(lines), [m.id for m in them])


def unwarn(context: Context) -> None:
    people, words = about(context)
    if words not in ("", "all"):
        use = f"{context.config.prefix}unwarn"
        raise UserError(f"Write {use} @person for one warning less, {use} @person all for all.")
    _less(context, people, everything=words == "all")


def reset(context: Context) -> None:
    people, _ = about(context)
    _less(context, people, everything=True)


def _less(context: Context, people: list[str], everything: bool) -> None:
    lines, them = [], [one(context, person) for person in people]
    for member in them:
        left = context.state.records.change(
            KIND, context.chat, key_of(member),
            lambda warns: (None if everything else warns[:-1]) or None, [],
        )  # fmt: skip
        lines.append(f"{tag(member.id)} has {counted(len(left or []))} now.")
    context.link.reply(context.message, "\n".join(lines), [m.id for m in them])


def limit(context: Context) -> str:
    settings, chat = context.state.settings, context.chat
    words = {LIMIT if w.isdecimal() else ACTION: w for w in context.args.lower().split()}
    try:
        values = {name: parse(SETTINGS[name], word) for name, word in words.items()}
    except Invalid:
        raise UserError(
            "Write how many warnings, from 1 to 20, and what follows, kick or mute: "
            f"{context.config.prefix}setwarn 3 kick"
        ) from None
    for name, value in values.items():
        settings.set(name, value, chat)
    then = "is removed" if settings.text(ACTION, chat) == "kick" else "is silenced for a day"
    count = settings.number(LIMIT, chat)
    return f"Whoever has {counted(count)} {then}."


def counted(number: int) -> str:
    return f"{number} warning{'s' * (number != 1)}" if number else "no warnings"
