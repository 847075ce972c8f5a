"""Cards of contacts (vCard 3.0, RFC 2426), as far as a phone fills them."""

from __future__ import annotations

import re

WAID = re.compile(r"waid=(\d+)")
TEL = re.compile(r"^(?:item\d+\.)?TEL[^:\n]*:(.+)$", re.MULTILINE)


def write(name: str, number: str) -> str:
    """`waid` is what makes the number one on WhatsApp."""
    text = _escaped(name)
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"N:;{text};;;",
        f"FN:{text}",
        f"TEL;type=CELL;waid={number}:+{number}",
        "END:VCARD",
    ]
    return "\n".join(lines)


def number(card: str) -> str:
    """Digits of the first number on a card; empty where there is none."""
    if known := WAID.search(card):
        return known[1]
    written = TEL.search(card)
    return re.sub(r"\D", "", written[1]) if written else ""


def _escaped(text: str) -> str:
    escaped = re.sub(r"([\\;,])", r"\\\1", text)
    return escaped.replace("\r", "").replace("\n", "\\n")
