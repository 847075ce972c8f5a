"""Sentences that both the API and the pages say, and checks that both make."""

from __future__ import annotations

from botinstance.contract.problem import Invalid

PAIRING_STEPS = (
    "On the phone open WhatsApp, then Settings, Linked devices, Link a device, "
    "Link with phone number instead, and enter this code."
)


def bot_name(text: str) -> str:
    """The name without spaces around it. Raises Invalid for one of spaces only."""
    name = text.strip()
    if not name:
        raise Invalid("'botName' must have 1 to 64 characters")
    return name
