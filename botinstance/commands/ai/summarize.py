"""summarize: the last messages of a chat, a web page or a long message in a few sentences."""

from __future__ import annotations

from botinstance import tools, web
from botinstance.commands.ai import talk
from botinstance.commands.ai.ring import MESSAGES, RING
from botinstance.context import Context, UserError
from botinstance.contract.command import Permission

USUAL, LEAST = 50, 2  # messages
LENGTH = 12_000  # characters that the model gets
_SHORT = 200  # characters that need no summary


def run(context: Context) -> str:
    word, quoted = context.args, context.message.quoted
    if word.lower() in ("on", "off"):
        return _switch(context, word.lower() == "on")
    if word.lower().startswith(("http://", "https://")):
        return _short(context, "web page", _page(context, word))
    if not word and quoted and quoted.text:
        if len(quoted.text) < _SHORT:
            raise UserError("That message is short enough to read.")
        return _short(context, "message", quoted.text[:LENGTH])
    return _short(context, "chat", _chat(context))


def _switch(context: Context, on: bool) -> str:
    if context.message.is_group and context.permission < Permission.GROUP_ADMIN:
        raise UserError("Only admins of the group may switch summaries on and off.")
    context.state.settings.set("summaries", on, context.chat)
    if on:
        return (
            f"From now on I remember the last {MESSAGES} messages of this chat, "
            "to sum them up when somebody asks. I keep them in memory only, and forget them when "
            f"I restart or somebody writes {context.config.prefix}summarize off."
        )
    RING.forget(context.chat)
    return "I remember nothing of this chat any more."


def _chat(context: Context) -> str:
    use, count = f"{context.config.prefix}summarize", USUAL
    if context.args:
        number = int(context.args) if context.args.isdecimal() and len(context.args) < 9 else 0
        if number < LEAST:
            raise UserError(
                f"Write how many messages, {LEAST} to {MESSAGES}, or a link. Example: {use} 30"
            )
        count = min(number, MESSAGES)
    if not context.state.settings.on("summaries", context.chat):
        who = "An admin" if context.message.is_group else "You"
        raise UserError(
            f"I do not remember what is said in this chat. {who} can change that with {use} on. "
            f"To sum up a long message, reply to it with {use}."
        )
    lines = [f"{line.name}: {line.text}" for line in RING.last(context.chat, count)]
    if len(lines) < LEAST:
        raise UserError("There is not enough to sum up yet: I remember only what is new.")
    return "\n".join(lines)[-LENGTH:]


def _page(context: Context, url: str) -> str:
    exceptions = [pair.strip() for pair in context.service("download_hosts").split(",")]
    answer = web.get(url, allow=exceptions)
    if not answer.type.startswith(("text/html", "text/plain", "application/xhtml")):
        raise UserError("That link leads to no web page with a text.")
    data = tools.work("botinstance.commands.ai.page:text", answer.body, most=LENGTH)
    text = data.decode()
    if not text:
        raise UserError("There is no text on that page.")
    return text


def _short(context: Context, what: str, text: str) -> str:
    rule = f"Sum up this {what} in at most eight short sentences, in plain text."
    return talk.task(context, f"{rule} {talk.language(context, context.chat)}", text)
