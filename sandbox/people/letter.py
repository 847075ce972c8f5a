"""A message that a phone could read."""

from __future__ import annotations

from typing import NamedTuple

from sandbox.people.content import Incoming


class Letter(NamedTuple):
    """Who sent it where, and from which device."""

    key: str  # the device's name and the message's id
    id: str
    chat: str  # a number, or a group's id
    sender: str  # number
    author: str  # the sender's address, as the chat names people
    device: int
    incoming: Incoming
