"""antiviewonce: the owner gets to see again what may be seen only once."""

from __future__ import annotations

from botinstance.commands.protection.modes import unknown, use
from botinstance.commands.protection.owner import owner_chat, whose
from botinstance.context import Context, Heard, UserError

_ON = (
    "On, so that all know: pictures, videos and voice notes that are sent here to be seen only "
    "once, I show to my owner."
)
_OFF = "Off: what is sent here to be seen only once, I leave alone."


def run(context: Context) -> str:
    settings, word = context.state.settings, context.args.lower()
    if word in ("on", "off"):
        settings.set("antiviewonce", word == "on", context.chat)
    elif word:
        raise unknown(context, word)
    elif context.message.quoted:
        return _reveal(context)
    return _ON if settings.on("antiviewonce", context.chat) else _OFF


def heard(heard: Heard) -> None:
    media = heard.message.media
    if not media or not media.view_once or heard.message.from_me:
        return
    heard.link.send(owner_chat(heard), f"{whose(heard, heard.message)} sent this to be seen once:")
    heard.link.forward(heard.message, owner_chat(heard))


def _reveal(context: Context) -> str:
    media = context.message.quoted.media if context.message.quoted else None
    if media is None:
        raise UserError(f"Reply with {use(context)} to a picture, a video or a voice note.")
    context.link.forward(context.message, owner_chat(context), quoted=True)
    return "I have sent it to my owner."
