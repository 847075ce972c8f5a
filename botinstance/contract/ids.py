"""What names a bot and a phone, and what may be derived from such a name."""

from __future__ import annotations

import re

from botinstance.contract.problem import Invalid

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def bot_id(value: object) -> str:
    """`value` itself if it is a lower-case version 4 uuid. Raises Invalid.

    The one gate for ids from outside: whatever passes is safe in a path and in a unit name.
    """
    if not isinstance(value, str) or not _UUID.fullmatch(value):
        raise Invalid("the bot's id must be a uuid")
    return value


def phone_number(value: object) -> str:
    """The digits of an international number: `+1 (555) 000-1234` → `15550001234`. Raises Invalid.

    E.164 allows 15 digits with the country code; WhatsApp refuses fewer than seven.
    """
    if not isinstance(value, str) or len(value) > 32:
        raise Invalid("the phone number must be a text such as +15550001234")
    if not re.fullmatch(r"\+?[0-9 ().\-]+", value.strip(), re.ASCII):
        raise Invalid("the phone number may hold digits, spaces, dashes and one leading +")
    digits = re.sub(r"[^0-9]", "", value)
    if digits.startswith("0"):
        raise Invalid("the phone number must start with the country code, not with 0")
    if not 7 <= len(digits) <= 15:
        raise Invalid("the phone number must have 7 to 15 digits with the country code")
    return digits


def folder(bot: str) -> str:
    return f"/opt/bot-{bot}"


def unit(bot: str) -> str:
    return f"bot-{bot}.service"


def pair_unit(bot: str) -> str:
    return f"bot-{bot}-pair.service"


def short(bot: str) -> str:
    """An id as it may stand in a log: whoever holds all of it holds the session."""
    return f"{bot[:8]}…"
