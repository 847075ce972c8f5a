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
)
