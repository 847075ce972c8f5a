"""broadcast, broadcasts: words of the owner for the groups that want them.

One group after the other, with half a minute between them: WhatsApp bans accounts that write the
same to many at once. Each group is a job that adds the next, so a restart loses none, and those
that were missed while the bot was down do not leave all at once.
"""

from __future__ import annotations

import base64
import logging
import random
import time
from typing import Any

from botinstance.commands.group.common import in_words
from botinstance.context import Context, Event, UserError
from botinstance.link.happening import Due
from botinstance.link.protocol import LinkError

log = logging.getLogger(__name__)

A_DAY = 50  # groups
LEAST, MOST = 20.0, 40.0  # seconds between two groups
LENGTH = 2000  # characters
KEPT = 600.0  # seconds that a draft waits for its yes

_KIND, _DRAFT, _GOING = "broadcast", "draft", "going"


def run(context: Context) -> str:
    word = context.args.lower()
    deed = {"yes": _begin, "stop": _stop}.get(word, _draft)
    return deed(context)


def switch(context: Context) -> str:
    """Whether this group wants them."""
    settings, use = context.state.settings, f"{context.config.prefix}broadcasts"
    if context.args:
        if context.args.lower() not in ("on", "off"):
            raise UserError(f"Write {use} on or {use} off.")
        settings.set("broadcasts", context.args.lower() == "on", context.chat)
    on = settings.on("broadcasts", context.chat)
    come = "come" if on else "do not come"
    return (
        f"Broadcasts of my owner {come} to this group. {use} {'off' if on else 'on'} changes it."
    )


def due(event: Event) -> None:
    """The next group gets it."""
    job, records = event.happening, event.state.records
    going = records.get(_KIND, "", _GOING)
    if not isinstance(job, Due) or going is None:
        return
    chat, *left = job.data["left"]
    reached = job.data["reached"] + _send(event, going, chat)
    if left:
        at = time.time() + random.uniform(LEAST, MOST)
        event.state.jobs.add("broadcast", job.chat, at, {"left": left, "reached": reached})
        return
    records.delete(_KIND, "", _GOING)
    event.link.send(job.chat, f"The broadcast is over: {_groups(reached)} got it.")


def _draft(context: Context) -> str:
    use = f"{context.config.prefix}broadcast"
    if not context.args and not context.message.quoted:
        raise UserError(
            f"What shall I tell the groups? Write it behind {use}, or reply to it with {use}."
        )
    if len(context.args) > LENGTH:
        raise UserError(f"That is too long for a broadcast: at most {LENGTH} characters.")
    targets = _targets(context)
    if not targets:
        raise UserError(
            "No group wants broadcasts yet. An admin of a group switches them on there with "
            f"{use}s on"
        )
    raw = "" if context.args else base64.b64encode(context.message.raw).decode()
    draft = {"text": context.args, "raw": raw, "at": time.time()}
    context.state.records.put(_KIND, "", _DRAFT, draft)
    return (
        f"This goes to {_groups(len(targets))}, one each half a minute. Write {use} yes to begin."
    )


def _begin(context: Context) -> str:
    records, use = context.state.records, f"{context.config.prefix}broadcast"
    if records.get(_KIND, "", _GOING):
        raise UserError(f"One is under way already; {use} stop ends it.")
    draft = records.get(_KIND, "", _DRAFT)
    if not draft or time.time() - draft["at"] > KEPT:
        raise UserError(f"There is nothing to send: write {use} and your words first.")
    targets, take = _targets(context), context.state.allowance.take
    allowed = [chat for chat in targets if take(_KIND, A_DAY)]
    if not allowed:
        raise UserError(f"I may write to {A_DAY} groups a day, and these are used up.")
    with records.together():
        records.put(_KIND, "", _GOING, draft)
        records.delete(_KIND, "", _DRAFT)
        data: dict[str, Any] = {"left": allowed, "reached": 0}
        context.state.jobs.add("broadcast", context.chat, time.time(), data)
    rest = len(targets) - len(allowed)
    spared = f" {_groups(rest)} must wait: {A_DAY} a day is the most." if rest else ""
    return f"It begins, for {_groups(len(allowed))}.{spared} {use} stop ends it."


def _stop(context: Context) -> str:
    state = context.state
    for job in state.jobs.waiting("broadcast"):
        state.jobs.cancel(job.id)
    going = state.records.delete(_KIND, "", _GOING)
    draft = state.records.delete(_KIND, "", _DRAFT)
    if not going and not draft:
        raise UserError("There is no broadcast to stop.")
    return "The broadcast is stopped."


def _targets(context: Context) -> list[str]:
    """Groups that want it and that the account is still in."""
    wanted = context.state.settings.chats("broadcasts")
    if not wanted:
        return []
    with in_words():
        joined = {group for group, _ in context.link.account.groups()}
    return sorted(joined.intersection(wanted))


def _send(event: Event, going: dict[str, Any], chat: str) -> int:
    """1 if the group got it. Raises LinkDown."""
    if not event.state.settings.on("broadcasts", chat):
        return 0
    try:
        if not going["raw"]:
            event.link.send(chat, going["text"])
            return 1
        message = event.link.load(base64.b64decode(going["raw"]))
        if message is None:
            return 0
        event.link.forward(message, chat, quoted=True)
    except LinkError as error:
        log.warning("a broadcast was refused: %s", error)
        return 0
    return 1


def _groups(number: int) -> str:
    return "1 group" if number == 1 else f"{number} groups"
