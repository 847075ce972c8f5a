"""What a client tells of what happens to it: one row for each kind of event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.sandbox.client.output import say


def address(jid: Any) -> str:
    device = f":{jid.Device}" if jid.Device else ""
    return f"{jid.User}{device}@{jid.Server}"


def message(event: Any) -> None:
    source = event.Info.MessageSource
    say(
        "message",
        id=event.Info.ID,
        sender=address(source.Sender),
        alt=address(source.SenderAlt),
        chat=address(source.Chat),
        from_me=source.IsFromMe,
        name=event.Info.Pushname,
        text=event.Message.extendedTextMessage.text or event.Message.conversation,
        media=event.Message.documentMessage.fileName,
        raw=event.Message.SerializeToString().hex(),
    )


def receipt(event: Any) -> None:
    kind = event.Type
    say("receipt", ids=list(event.MessageIDs), kind=kind, by=address(event.MessageSource.Sender))


def typing(event: Any) -> None:
    say("typing", state=event.State, chat=address(event.MessageSource.Chat))


TELL: dict[str, Callable[[Any], None]] = {
    "ConnectedEv": lambda event: say("connected"),
    "DisconnectedEv": lambda event: say("disconnected"),
    "LoggedOutEv": lambda event: say("logged_out"),
    "StreamReplacedEv": lambda event: say("replaced"),
    "OfflineSyncCompletedEv": lambda event: say("caught_up", count=event.Count),
    "MessageEv": message,
    "ReceiptEv": receipt,
    "ChatPresenceEv": typing,
    "PresenceEv": lambda event: say("presence", of=address(event.From), away=event.Unavailable),
}
