"""Phones, messages and groups as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sandbox.people.group import Group
from sandbox.people.history import Entry
from sandbox.people.phone import Phone


def phone(item: Phone) -> dict[str, Any]:
    return {
        "number": item.number,
        "name": item.name,
        "devices": [
            {
                "device": device.number,
                "platform": device.platform,
                "online": device.online,
                "since": device.since,
            }
            for device in item.devices()
        ],
    }


def message(holder: Phone, entry: Entry) -> dict[str, Any]:
    """`quoted` is the id, on this phone, of the message that this one answers or refers to."""
    shape: dict[str, Any] = {
        "id": entry.id,
        "message_id": entry.message_id,
        "from": entry.sender,
        "to": entry.recipient,
        "chat": entry.chat,
        "from_me": entry.from_me,
        "kind": entry.kind,
        "text": entry.text,
        "media_url": None,
        "at": entry.at,
    }
    if entry.view_once:
        shape["view_once"] = True
    if entry.media:
        shape["media_url"] = f"/api/phones/{holder.number}/media/{entry.id}"
        shape["mimetype"] = entry.media.mimetype
        shape["filename"] = entry.media.filename
        if entry.media.gif:
            shape["gif"] = True
    if entry.kind == "audio":
        shape["ptt"] = entry.media is not None and entry.media.ptt
    if entry.target:
        referred = holder.history.find(entry.target)
        shape["quoted"] = referred.id if referred else None
    if entry.mentions:
        shape["mentions"] = list(entry.mentions)
    return shape


def group(item: Group) -> dict[str, Any]:
    """Its fields, and those of its members."""
    return asdict(item)
