"""pmblocker: strangers who write in private are warned, or blocked.

No stranger is who had written before it was switched on, and whoever the owner writes to.
"""

from __future__ import annotations

from botinstance.commands.owner import options
from botinstance.context import Context, Heard
from botinstance.contract.command import Permission
from botinstance.state.identity import person

_KIND = "pm"  # records: what a person is here, by both of their keys
_KNOWN, _WARNED = "known", "warned"

WARNING = "My owner does not know you, so I do not answer here. Please wait until they write back."
FAREWELL = "My owner does not want private messages from strangers: you are blocked now."


def run(context: Context) -> str:
    before = context.state.settings.on("pmblocker")
    answer = options.run(context)
    if context.state.settings.on("pmblocker") and not before:
        with context.state.records.together():
            for key in context.state.contacts.everybody():
                context.state.records.put(_KIND, "", key, _KNOWN)
    return answer


def heard(said: Heard) -> bool:
    """True: the message is a stranger's, and nobody is to answer it."""
    message, records = said.message, said.state.records
    if message.is_group:
        return False
    if message.from_me:
        chat = message.chat
        for key in {chat, person(chat, said.link.account.phone_of(chat))}:
            records.put(_KIND, "", key, _KNOWN)
        return False
    if said.permission >= Permission.SUDO:
        return False
    keys = {said.person, message.sender}
    told = {records.get(_KIND, "", key) for key in keys}
    if _KNOWN in told:
        return False
    block = said.state.settings.text("pmblocker") == "block"
    if block or _WARNED not in told:
        said.link.reply(message, FAREWELL if block else WARNING)
    for key in keys:
        records.put(_KIND, "", key, _WARNED)
    if block:
        said.link.account.block(message.sender, True)
    return True
