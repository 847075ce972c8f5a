"""anticall: calls are ended, and callers told why or blocked."""

from __future__ import annotations

import contextlib

from botinstance.context import Event
from botinstance.contract.command import Permission
from botinstance.link.happening import Call
from botinstance.link.protocol import Stranger
from botinstance.state.identity import person

WARNINGS = 2  # a day for one caller
WARNING = "My owner takes no calls here. Please write instead."


def rings(event: Event) -> None:
    call = event.happening
    if not isinstance(call, Call) or event.permission_of(call.chat, call.phone, "") >= (
        Permission.SUDO
    ):
        return
    event.link.account.reject_call(call.chat, call.id)
    mode, who = event.state.settings.text("anticall"), person(call.chat, call.phone)
    if mode != "reject" and event.state.allowance.take("call warnings", WARNINGS, who):
        with contextlib.suppress(Stranger):  # who never wrote gets no words from us
            event.link.send(call.chat, WARNING)
    if mode == "block":
        event.link.account.block(call.chat, True)
