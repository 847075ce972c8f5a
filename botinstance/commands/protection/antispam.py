"""antispam: no floods of messages from one member."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from botinstance.commands.protection.action import act
from botinstance.commands.protection.counts import Counts
from botinstance.commands.protection.modes import take, told
from botinstance.context import Context, Heard
from botinstance.vitals import Vitals

_counts: WeakKeyDictionary[Vitals, Counts] = WeakKeyDictionary()  # of each bot that runs
_NUMBERS = ("antispam_messages", "antispam_seconds")


def run(context: Context) -> str:
    take(context, _NUMBERS, "antispam")
    messages, seconds = (context.state.settings.number(name, context.chat) for name in _NUMBERS)
    return told(context, "antispam", f"more than {messages} messages within {seconds} seconds")


def heard(heard: Heard) -> bool:
    """Count the message, and act on those that are too many."""
    settings, message = heard.state.settings, heard.message
    most, seconds = (settings.number(name, heard.chat) for name in _NUMBERS)
    counts = _counts.setdefault(heard.vitals, Counts())
    count = counts.count(heard.chat, heard.person, message.id, message.at, seconds)
    if count <= most:
        return False
    return act(heard, settings.text("antispam", heard.chat), "Not so many messages at once.")
