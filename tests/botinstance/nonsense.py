"""What people, programs and enemies send to a bot: of a seed, so that a failure comes again."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from botinstance.contract.commands import COMMANDS
from botinstance.link.protocol import Media, Quoted
from tests.botinstance.commands.conftest import ALICE, BOB, CAROL, GROUP, OWNER, by

WORDS = [word for c in COMMANDS for word in (c.name, *c.aliases)]
_PIECES = (
    "hello", "on", "off", "list", "add", "del", "stop", "yes", "all", "here", "everywhere", "en",
    "de", "xx", "18:30", "25:61", "in 10m", "tomorrow 9:00", "every day 8:00", "every mon 25:00",
    "2026-02-30", "9999-12-31", "0000-00-00", "in 99999999999h", "-1", "0", "1", "007", "1e999",
    "99999999999999999999999", "3.5", "NaN", "²", "١٢٣", "½", "2d6", "999999999d9", "10 km to mi",
    "@15550002", "@915550002", "@", "@@", "+49 155 50003", "0155", "00000000", "#note", "#",
    "=", "a = b", ";", "a ; b ; c", ";;;", "|", "a|b|c", ":", "/", "\\", "%s", "{}", "{0}",
    "{user}",
    "&user &group &count &args", "<b>", "<script>", "'; DROP TABLE jobs; --", "../../etc",
    "*bold* _i_ ~s~ ```x```", "https://example.com/x?y=z#w", "http://127.0.0.1/", "http://[::1]/",
    "hTTp://user:pw@example.com:99999/",
    "chat.whatsapp.com/ABCDEFGHIJKLMNOPQRSTUV", "www.", "x.com",
    "😀", "👨‍👩‍👧‍👦", "🏳️‍🌈", "é",
    "e\u0301" * 20, "مرحبا بالعالم", "שלום", "हिन्दी",
    "日本語", "\u202eabc",
    "\u200b", "\u200f", "\ufeff", "\x00", "\x1b[31m", "\r\n", "\n" * 30, "\t", "\u2028", "\ud7ff",
    "𝕳𝖊𝖑𝖑𝖔", "ﬀ", "İ", "ß", "Ǆ", "\U0010ffff", "Z̸̢̛", "a" * 300, "🙂" * 200, "word " * 200,
)  # fmt: skip
_IDS = (
    "915550002@lid", "15550002@s.whatsapp.net", "15550002:3@s.whatsapp.net", "", "@", "x@lid",
    "1203630001@g.us", "status@broadcast", "９１@lid", "a" * 500, "0@s.whatsapp.net",
)  # fmt: skip
_TYPES = ("image/png", "image/jpeg", "video/mp4", "audio/ogg; codecs=opus", "application/pdf",
          "text/plain", "", "image/svg+xml", "x" * 300)  # fmt: skip


def messages(seed: int, count: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Texts, and the other fields of the messages that they are said in."""
    rng = Random(seed)
    for _ in range(count):
        yield text(rng), fields(rng)


def text(rng: Random) -> str:
    kind = rng.random()
    if kind < 0.7:
        space = rng.choice((" ", " ", " ", "\n", "\u00a0", "  "))
        return f".{_word(rng)}{space}{_args(rng)}"
    if kind < 0.8:
        return "." + "".join(_char(rng) for _ in range(rng.randrange(1, 40)))
    if kind < 0.82:
        return rng.choice((".calc ", ".fancy ", ".hash ", "", ".todo add ")) + _char(rng) * 65536
    return _args(rng)


def fields(rng: Random) -> dict[str, Any]:
    who = rng.choice((ALICE, BOB, BOB, CAROL, OWNER))
    made: dict[str, Any] = by(who) | {"chat": who.id}
    if rng.random() < 0.7:
        made |= GROUP
    if rng.random() < 0.2:
        made["sender_phone"] = ""
    if rng.random() < 0.1:
        made["from_me"] = True
    if rng.random() < 0.3:
        made["mentions"] = tuple(rng.choice(_IDS) for _ in range(rng.randrange(1, 15)))
    if rng.random() < 0.3:
        made["media"] = _media(rng)
    if rng.random() < 0.4:
        media = _media(rng) if rng.random() < 0.6 else None
        said = _args(rng) if rng.random() < 0.7 else ""
        made["quoted"] = Quoted(rng.choice(_IDS), said, media, rng.choice(("3EB0Q", "", "\x00")))
    made["sender_name"] = rng.choice(("Alice", "", "‮", "a" * 1000, "*_~`", "😀"))
    return made


def _word(rng: Random) -> str:
    word = rng.choice(WORDS)
    if rng.random() < 0.05:
        return word.upper()
    if rng.random() < 0.05:
        cut = rng.randrange(len(word))
        return word[:cut] + _char(rng) + word[cut + 1 :]
    return word


def _args(rng: Random) -> str:
    return " ".join(rng.choice(_PIECES) for _ in range(rng.choice((0, 1, 1, 2, 2, 3, 5, 9))))


def _char(rng: Random) -> str:
    """Any character that a text may hold, of all planes."""
    code = rng.choice((rng.randrange(0x80), rng.randrange(0x3000), rng.randrange(0x110000)))
    return chr(code) if not 0xD800 <= code < 0xE000 else "\ufffd"


def _media(rng: Random) -> Media:
    kind = rng.choice(("image", "video", "sticker", "audio", "document"))
    size = rng.choice((0, 1000, 70 << 20, 2**62))
    return Media(
        kind,
        size,
        rng.choice(_TYPES),
        view_once=rng.random() < 0.1,
        animated=rng.random() < 0.2,
        voice=rng.random() < 0.2,
        seconds=rng.choice((0, 5, 2**31)),
        name=rng.choice(("", "a.pdf", "../../x", "\x00")),
    )
