"""antimedia, antisticker, antiimage, antivideo, antiaudio, antidoc: no media of some kind."""

from __future__ import annotations

from botinstance.commands.group.common import need_admin
from botinstance.commands.protection.action import act
from botinstance.commands.protection.modes import MODES, unknown, use
from botinstance.context import Context, Heard

# what people write, the kind of Media, and how it is called
_KINDS = {
    "sticker": ("sticker", "Stickers"),
    "image": ("image", "Pictures"),
    "video": ("video", "Videos"),
    "audio": ("audio", "Voice notes and audio"),
    "doc": ("document", "Documents"),
}
_WORDS = {kind: (word, name) for word, (kind, name) in _KINDS.items()}
_OTHERS = {"document": "doc", "picture": "image", "voice": "audio"}
_DONE = {"delete": "deleted", "warn": "deleted, with a warning", "kick": "a reason to be removed"}


def run(context: Context) -> str:
    words = context.args.lower().split()
    if words == ["off"]:
        context.state.settings.set("antimedia", [], context.chat)
    elif words:
        kind, *mode = words
        kind = _OTHERS.get(kind.removesuffix("s"), kind.removesuffix("s"))
        if kind not in _KINDS:
            raise unknown(context, words[0])
        _switch(context, kind, mode)
    return _told(context)


def sticker(context: Context) -> str:
    return _one(context, "sticker")


def image(context: Context) -> str:
    return _one(context, "image")


def video(context: Context) -> str:
    return _one(context, "video")


def audio(context: Context) -> str:
    return _one(context, "audio")


def doc(context: Context) -> str:
    return _one(context, "doc")


def heard(heard: Heard) -> bool:
    media = heard.message.media
    word, name = _WORDS.get(media.kind, ("", "")) if media else ("", "")
    action = _rules(heard).get(word)
    return bool(action) and act(heard, str(action), f"{name} are not allowed here.")


def _one(context: Context, kind: str) -> str:
    words = context.args.lower().split()
    if words:
        _switch(context, kind, words)
    return _told(context)


def _switch(context: Context, kind: str, words: list[str]) -> None:
    mode = words[0] if words else "on"
    if mode not in MODES or len(words) > 1:
        raise unknown(context, words[-1])
    rules = _rules(context)
    if mode == "off":
        rules.pop(kind, None)
    else:
        need_admin(context)
        rules[kind] = rules.get(kind, "delete") if mode == "on" else mode
    items = [f"{kind}={action}" for kind, action in rules.items()]
    context.state.settings.set("antimedia", items, context.chat)


def _rules(heard: Heard) -> dict[str, str]:
    """What happens to which kind, in words of _KINDS."""
    items = heard.state.settings.items("antimedia", heard.chat)
    return dict(item.split("=", 1) for item in items)


def _told(context: Context) -> str:
    rules = _rules(context)
    lines = [f"{_KINDS[kind][1]}: {_DONE[action]}." for kind, action in rules.items()]
    if lines:
        return "\n".join(lines)
    return f"Off: media of all kinds may pass. Write {use(context)} {context.command.usage}"
