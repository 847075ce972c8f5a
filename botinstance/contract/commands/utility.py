"""Small helps of every day."""

from __future__ import annotations

from botinstance.contract.command import Command

CATEGORY = "Utility"
AT = "botinstance.commands.utility."

COMMANDS = (
    Command(
        name="calc",
        aliases=("=",),
        usage="<expression>",
        help="Work out a sum: + - * / // % ^, brackets, sqrt, sin, log, pi and the like.",
        example="calc 2+3*4",
        answer="14",
        category=CATEGORY,
        handler=AT + "calc:run",
    ),
    Command(
        name="unit",
        aliases=("convert",),
        usage="<amount> <unit> to <unit>",
        help="Convert length, mass, volume, area, speed, data, time, pressure, energy "
        "or temperature.",
        example="unit 10 km to mi",
        answer="10 km ≈ 6.21371 mi",
        category=CATEGORY,
        handler=AT + "unit:run",
    ),
    Command(
        name="time",
        aliases=("clock",),
        usage="[place]",
        help="Show what time it is in a city, in a time zone or at an offset like UTC+2.",
        example="time Tokyo",
        answer="*Tokyo*: …:… (UTC+09:00, Asia/Tokyo)",
        category=CATEGORY,
        handler=AT + "clock:run",
    ),
    Command(
        name="date",
        aliases=("age", "countdown"),
        usage="[date] [date]",
        help="Show the weekday of a date and how far it is from today (in UTC), "
        "or how far two dates are apart.",
        example="date 2000-02-29",
        answer="29 February 2000 was a Tuesday.\n… days (… years…) ago",
        category=CATEGORY,
        handler=AT + "date:run",
    ),
    Command(
        name="vcard",
        aliases=("contact",),
        usage="<number> <name>",
        help="Send a contact card of a number and a name.",
        example="vcard +15550001234 Bob",
        answer="(contact card)",
        category=CATEGORY,
        handler=AT + "vcard:run",
    ),
    Command(
        name="pick",
        aliases=("raffle", "random"),
        usage="[how many] [things, with, commas]",
        help="Pick one thing of a list by chance; in a group, without a list, one of the members.",
        example="pick tea, coffee, juice",
        answer="I pick: …",
        category=CATEGORY,
        handler=AT + "pick:run",
        cooldown=1.0,
    ),
    Command(
        name="me",
        aliases=("profile", "whoami"),
        usage="",
        help="Show your name, your number or id, and what you are to this bot.",
        example="me",
        answer="*…*\nId: …\nRole: …",
        category=CATEGORY,
        handler=AT + "me:run",
    ),
)
