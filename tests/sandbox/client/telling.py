"""What a client tells of what happens to it: one row for each kind of event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.sandbox.client import content, memory
from tests.sandbox.client.output import say


def address(jid: Any) -> str:
    device = f":{jid.Device}" if jid.Device else ""
    return f"{jid.User}{device}@{jid.Server}"


def message(event: Any) -> None:
    """In a group each one comes twice: first the sender's keys, which are nothing to people."""
    if not content.body(event.Message)[0]:
        say("keys", id=event.Info.ID, chat=address(event.Info.MessageSource.Chat))
        return
    memory.keep(event)
    source = event.Info.MessageSource
    say(
        "message",
        id=event.Info.ID,
        sender=address(source.Sender),
        alt=address(source.SenderAlt),
        chat=address(source.Chat),
        from_me=source.IsFromMe,
        name=event.Info.Pushname,
        media=event.Message.documentMessage.fileName,
        edit=event.Info.Edit,
        view_once=_view_once(event),
        raw=event.Message.SerializeToString().hex(),
        **content.details(event.Message),
    )


def _view_once(event: Any) -> bool:
    marked = getattr(content.body(event.Message)[1], "viewOnce", False)
    return bool(marked or event.IsViewOnce or event.IsViewOnceV2 or event.IsViewOnceV2Extension)


def receipt(event: Any) -> None:
    source = event.MessageSource
    say(
        "receipt",
        ids=list(event.MessageIDs),
        kind=event.Type,
        what=type(event).ReceiptType.Name(event.Type).lower(),
        by=address(source.Sender),
        chat=address(source.Chat),
    )


def typing(event: Any) -> None:
    source = event.MessageSource
    say(
        "typing",
        state=event.State,
        media=event.Media,
        chat=address(source.Chat),
        by=address(source.Sender),
    )


def logged_out(event: Any) -> None:
    reason = type(event).DESCRIPTOR.fields_by_name["Reason"].enum_type
    name = reason.values_by_number[event.Reason].name if event.HasField("Reason") else ""
    say("logged_out", on_connect=event.OnConnect, reason=name)


def identity_changed(event: Any) -> None:
    say("identity_changed", of=address(event.JID), implicit=event.Implicit)


def group(info: Any) -> dict[str, Any]:
    """What a client knows of a group; members by address, with phone number and role."""
    return {
        "gid": address(info.JID),
        "name": info.GroupName.Name,
        "by": address(info.GroupName.NameSetBy),
        "description": info.GroupTopic.Topic,
        "description_id": info.GroupTopic.TopicID,
        "owner": address(info.OwnerJID),
        "announce": info.GroupAnnounce.IsAnnounce,
        "locked": info.GroupLocked.isLocked,
        "expiration": info.GroupEphemeral.DisappearingTimer,
        "members": {address(it.JID): _role(it) for it in info.Participants if not it.Error},
        "numbers": sorted(it.PhoneNumber.User for it in info.Participants),
        "refused": {address(it.JID): it.Error for it in info.Participants if it.Error},
    }


def _role(member: Any) -> str:
    if member.IsSuperAdmin:
        return "superadmin"
    return "admin" if member.IsAdmin else ""


CHANGES = {
    "Name": "Name",
    "Topic": "Topic",
    "Locked": "isLocked",
    "Announce": "IsAnnounce",
    "Ephemeral": "DisappearingTimer",
}


def group_changed(event: Any) -> None:
    """One event for each change: `what` names it, `value` is what became of it."""
    lists = {tag: getattr(event, tag.title()) for tag in ("join", "leave", "promote", "demote")}
    values = {tag: [address(jid) for jid in jids] for tag, jids in lists.items() if jids}
    values |= {
        name.lower(): getattr(getattr(event, name), inner)
        for name, inner in CHANGES.items()
        if event.HasField(name)
    }
    values |= {"link": event.NewInviteLink} if event.HasField("NewInviteLink") else {}
    values |= {node.Tag: True for node in event.UnknownChanges}
    for what, value in values.items():
        told = {"what": what, "value": value, "reason": event.JoinReason}
        say("group", gid=address(event.JID), by=address(event.Sender), **told)


def joined(event: Any) -> None:
    say("joined", reason=event.Reason, kind=event.Type, **group(event.GroupInfo))


def picture(event: Any) -> None:
    told = {"of": address(event.JID), "by": address(event.Author), "removed": event.Remove}
    say("picture", **told)


def presence(event: Any) -> None:
    say("presence", of=address(event.From), away=event.Unavailable, last=event.LastSeen)


def blocklist(event: Any) -> None:
    say("blocklist", changed=[address(change.JID) for change in event.Changes])


def call(what: str) -> Callable[[Any], None]:
    def tell(event: Any) -> None:
        meta = event.basicCallMeta
        say("call", what=what, id=meta.callID, by=address(getattr(meta, "from")))

    return tell


TELL: dict[str, Callable[[Any], None]] = {
    "ConnectedEv": lambda event: say("connected"),
    "DisconnectedEv": lambda event: say("disconnected"),
    "KeepAliveTimeoutEv": lambda event: say("silence", errors=event.ErrorCount),
    "KeepAliveRestoredEv": lambda event: say("silence_over"),
    "LoggedOutEv": logged_out,
    "StreamReplacedEv": lambda event: say("replaced"),
    "StreamErrorEv": lambda event: say("stream_error", code=event.Code),
    "ConnectFailureEv": lambda event: say("connect_failure", reason=event.Reason),
    "TemporaryBanEv": lambda event: say("banned", code=event.Code, expire=event.Expire),
    "ClientOutdatedEv": lambda event: say("outdated"),
    "IdentityChangeEv": identity_changed,
    "UndecryptableMessageEv": lambda event: say("undecryptable", id=event.Info.ID),
    "OfflineSyncCompletedEv": lambda event: say("caught_up", count=event.Count),
    "MessageEv": message,
    "ReceiptEv": receipt,
    "ChatPresenceEv": typing,
    "GroupInfoEv": group_changed,
    "JoinedGroupEv": joined,
    "PictureEv": picture,
    "PresenceEv": presence,
    "BlocklistEv": blocklist,
    "CallOfferEv": call("offer"),
    "CallTerminateEv": call("terminate"),
}
