"""What stands in a message, as something that JSON can say."""

from __future__ import annotations

import re
from typing import Any

SPECIAL = {
    "conversation": "text",
    "extendedTextMessage": "text",
    "contactsArrayMessage": "contacts",
    "pollUpdateMessage": "vote",
    "pinInChatMessage": "pin",
}
PROTOCOL = {"MESSAGE_EDIT": "edit"}
UNSEEN = frozenset({"senderKeyDistributionMessage", "messageContextInfo"})  # for the library only
ENDING = re.compile(r"(Creation)?Message(V\d)?$")


def body(message: Any) -> tuple[str, Any]:
    """The field of an E2E `Message` that people see, and its value; `""` where there is none."""
    fields = ((field.name, value) for field, value in message.ListFields())
    return next(((name, value) for name, value in fields if name not in UNSEEN), ("", None))


def kind(name: str, value: Any) -> str:
    """One word: text, image, voice, gif, poll, vote, reaction, edit, revoke, …"""
    if name == "protocolMessage":
        protocol = value.Type.Name(value.type)
        return PROTOCOL.get(protocol, protocol.lower())
    if name == "audioMessage" and value.PTT:
        return "voice"
    if name == "videoMessage" and value.gifPlayback:
        return "gif"
    return SPECIAL.get(name) or ENDING.sub("", name)


def text(name: str, value: Any) -> str:
    """What is written, be it all of the message, a reaction, or what an edit leaves."""
    if name == "conversation":
        return str(value)
    if name == "protocolMessage":
        return text(*body(value.editedMessage))
    return str(value.text) if name == "extendedTextMessage" else ""


def details(message: Any) -> dict[str, Any]:
    """`kind`, `text`, and all that a message of this kind has beside; fields of others are empty.

    `target` is the id of the message that a reaction, an edit, a revoke, a vote or a pin is about.
    """
    name, value = body(message)
    context = getattr(value, "contextInfo", None)
    quoted = getattr(context, "quotedMessage", None)
    key = getattr(value, "key", None) or getattr(value, "pollCreationMessageKey", None)
    return {
        "kind": kind(name, value),
        "text": text(name, value),
        "caption": getattr(value, "caption", ""),
        "mimetype": getattr(value, "mimetype", ""),
        "seconds": getattr(value, "seconds", 0),
        "ptt": getattr(value, "PTT", False),
        "quoted": getattr(context, "stanzaID", ""),
        "quoted_text": text(*body(quoted)) if quoted else "",
        "quoted_by": getattr(context, "participant", ""),
        "mentions": list(getattr(context, "mentionedJID", ())),
        "forwarded": getattr(context, "isForwarded", False),
        "target": getattr(key, "ID", ""),
        **_special(name, value),
    }


def _special(name: str, value: Any) -> dict[str, Any]:
    poll = value if name.startswith("pollCreation") else None
    place = value if name in ("locationMessage", "liveLocationMessage") else None
    cards = [value] if name == "contactMessage" else getattr(value, "contacts", [])
    return {
        "reaction": value.text if name == "reactionMessage" else None,
        "poll": poll.name if poll else "",
        "options": [option.optionName for option in poll.options] if poll else [],
        "place": [place.degreesLatitude, place.degreesLongitude, _name(place)] if place else None,
        "contacts": [[card.displayName, card.vcard] for card in cards],
    }


def _name(place: Any) -> str:
    return str(getattr(place, "name", "") or getattr(place, "caption", ""))
