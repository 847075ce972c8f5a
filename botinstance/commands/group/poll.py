"""poll: a question that people answer with a tap."""

from __future__ import annotations

import re

from botinstance.context import Context, UserError

QUESTION, OPTION = 255, 100  # characters that WhatsApp allows
FEWEST, MOST = 2, 12  # options


def run(context: Context) -> None:
    parts = [" ".join(part.split()) for part in re.split(r"[;\n]", context.args)]
    question, *options = [part for part in parts if part] or [""]
    options = list(dict.fromkeys(options))  # WhatsApp knows an option by its text
    if len(options) < FEWEST:
        example = f"{context.config.prefix}{context.command.example}"
        raise UserError(f"I need a question and two options or more, like this: {example}")
    if len(options) > MOST:
        raise UserError(f"That is too much to choose from: at most {MOST} options.")
    if len(question) > QUESTION:
        raise UserError(f"That question is too long: at most {QUESTION} characters.")
    if max(map(len, options)) > OPTION:
        raise UserError(f"One of the options is too long: at most {OPTION} characters.")
    context.link.send_poll(context.message, question, options)
