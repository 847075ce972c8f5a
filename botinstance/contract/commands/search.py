"""Looking things up."""

from __future__ import annotations

from botinstance.contract.command import Command, Cost

CATEGORY = "Search"
AT = "botinstance.commands.search."

COMMANDS = (
    Command(
        name="wiki",
        aliases=("wikipedia",),
        usage="<topic>",
        help="Show the beginning of an article of Wikipedia.",
        example="wiki Alan Turing",
        answer="*Alan Turing*\n…\n…wiki/Alan_Turing (Wikipedia)",
        category=CATEGORY,
        handler=AT + "wiki:run",
        feature="search",
        cost=Cost.HEAVY,
        cooldown=1.0,
    ),
    Command(
        name="define",
        aliases=("dict",),
        usage="<English word>",
        help="Say what an English word means.",
        example="define serendipity",
        answer="*serendipity*…\nnoun\n1. …Free Dictionary API…",
        category=CATEGORY,
        handler=AT + "define:run",
        feature="search",
        cost=Cost.HEAVY,
        cooldown=1.0,
    ),
    Command(
        name="weather",
        aliases=("clima",),
        usage="<place>",
        help="Show the weather of a place now and for three days.",
        example="weather Lisbon",
        answer="*Lisbon, …*\nNow: … °C…\n…Open-Meteo…",
        category=CATEGORY,
        handler=AT + "weather:run",
        feature="search",
        cost=Cost.HEAVY,
        cooldown=1.0,
    ),
    Command(
        name="lyrics",
        aliases=("letra",),
        usage="<song>",
        help="Show how the words of a song begin, and where the rest is.",
        example="lyrics Auld Lang Syne",
        answer="*Auld Lang Syne*…LRCLIB…",
        category=CATEGORY,
        handler=AT + "lyrics:run",
        feature="search",
        cost=Cost.HEAVY,
        cooldown=1.0,
    ),
    Command(
        name="currency",
        aliases=("fx",),
        usage="[amount] <currency> <currency>",
        help="Convert money at the day's reference rate.",
        example="currency 10 usd eur",
        answer="10.00 USD = … EUR\n…European Central Bank…",
        category=CATEGORY,
        handler=AT + "currency:run",
        feature="search",
        cost=Cost.HEAVY,
        cooldown=1.0,
    ),
)
