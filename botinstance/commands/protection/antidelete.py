"""antidelete: what people take back is shown again, where the owner wants it and all are told."""

from __future__ import annotations

import time

from botinstance.commands.group.common import tag
from botinstance.commands.protection.kept import LASTING, Kept
from botinstance.commands.protection.modes import unknown
from botinstance.commands.protection.owner import owner_chat, whose
from botinstance.context import Context, Event, Heard
from botinstance.contract.command import Permission
from botinstance.link.happening import Deleted
from botinstance.link.protocol import Message

JOB = "forget_kept"
LENGTH = 3500  # characters that are shown again
_TOLD = {
    "off": "Off: what is deleted here stays deleted, and I keep nothing.",
    "chat": "On, so that all know: what somebody writes here and deletes, I show again here. "
    "For that I keep messages for a day, but nothing that may be seen only once.",
    "owner": "On, so that all know: what somebody writes here and deletes, I show to my owner. "
    "For that I keep messages for a day, but nothing that may be seen only once.",
}


def run(context: Context) -> str:
    settings, mode = context.state.settings, context.args.lower()
    mode = "chat" if mode == "on" else mode
    if mode:
        if mode not in _TOLD:
            raise unknown(context, mode)
        settings.set("antidelete", mode, context.chat)
    if mode == "off":
        Kept(context.state.database).forget_chat(context.chat)
    return _TOLD[settings.text("antidelete", context.chat)]


def heard(heard: Heard) -> None:
    """Keep the message: its sender may take it back."""
    message = heard.message
    if message.from_me or (message.media and message.media.view_once):
        return
    Kept(heard.state.database).keep(message)
    if not heard.state.jobs.waiting(JOB, ""):
        heard.state.jobs.add(JOB, "", message.at + LASTING)


def deleted(event: Event) -> None:
    """Show it again, if its sender has taken it back: what admins delete stays deleted."""
    gone = event.happening
    if not isinstance(gone, Deleted):
        return
    kept = Kept(event.state.database)
    raw = kept.find(gone.chat, gone.message_id, gone.by, time.time())
    message = event.link.load(raw) if raw else None
    if message is None:
        return
    who = event.permission_of(message.sender, message.sender_phone, message.chat)
    if who < Permission.SUDO:
        _show(event, message)
    kept.drop(gone.chat, gone.message_id, gone.by)


def forget(event: Event) -> None:
    """A day is over for some of what is kept."""
    after = Kept(event.state.database).forget(time.time())
    if after is not None:
        event.state.jobs.add(JOB, "", after)


def _show(event: Event, message: Message) -> None:
    what = message.media.kind if message.media else "message"
    if event.state.settings.text("antidelete", message.chat) == "owner":
        chat, people = owner_chat(event), []
        words = f"{whose(event, message)} deleted this {what}:"
    else:
        chat, people = message.chat, [message.sender]
        words = f"{tag(message.sender)} deleted this {what}:"
    if message.media:
        event.link.send(chat, words, people)
        event.link.forward(message, chat)
    else:
        event.link.send(chat, f"{words}\n\n{message.text[:LENGTH]}", people)
