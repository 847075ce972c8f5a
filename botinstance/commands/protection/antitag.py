"""antitag: no mentions of the whole crowd from members."""

from __future__ import annotations

from botinstance.commands.protection.action import act
from botinstance.commands.protection.modes import take, told
from botinstance.context import Context, Heard


def run(context: Context) -> str:
    take(context, ["antitag_most"], "antitag")
    most = context.state.settings.number("antitag_most", context.chat)
    return told(context, "antitag", f"messages that mention more than {most} people")


def heard(heard: Heard) -> bool:
    settings, chat = heard.state.settings, heard.chat
    if len(set(heard.message.mentions)) <= settings.number("antitag_most", chat):
        return False
    return act(heard, settings.text("antitag", chat), "Do not mention so many people at once.")
