"""setlang: which language the bot speaks in a chat."""

from __future__ import annotations

from botinstance.commands.owner.common import need_say
from botinstance.context import Context, UserError
from botinstance.contract.languages import LANGUAGES
from botinstance.language import _, language_of, speaking

_CODES = {word.lower(): code for code, name in LANGUAGES.items() for word in (code, name)}


def run(context: Context) -> str:
    settings, use = context.state.settings, f"{context.config.prefix}{context.command.name}"
    choices = ", ".join(f"{code} ({name})" for code, name in LANGUAGES.items())
    if not context.args:
        now = LANGUAGES[language_of(settings, context.chat)]
        shown = _("The language of this chat is {now}. Change it with {use} and one of {choices}.")
        return shown.format(now=now, use=use, choices=choices)
    code = _CODES.get(context.args.lower())
    if code is None:
        no = _("I do not speak '{word}'. Write {use} and one of {choices}.")
        raise UserError(no.format(word=context.args[:40], use=use, choices=choices))
    need_say(context)
    settings.set("language", code, context.chat)
    with speaking(code):
        return _("The language of this chat is {now} now.").format(now=LANGUAGES[code])
