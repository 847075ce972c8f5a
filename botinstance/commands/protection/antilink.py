"""antilink: no links from members."""

from __future__ import annotations

from botinstance.commands.protection.action import act
from botinstance.commands.protection.links import INVITES, domain, links, within
from botinstance.commands.protection.modes import MODES, switch, told, unknown, use
from botinstance.context import Context, Heard, UserError

_KINDS, _SITES = ("all", "invites"), ("allow", "disallow")
MOST = 50  # domains that may be allowed


def run(context: Context) -> str:
    words = context.args.lower().split()
    sites = next((n for n, word in enumerate(words) if word in _SITES), len(words))
    for word in words[:sites]:
        if word not in (*MODES, *_KINDS):
            raise unknown(context, word)
    if words[sites:]:
        _allow(context, words[sites + 1 :], words[sites] == "allow")
    for word in words[:sites]:
        if word in MODES:
            switch(context, "antilink", word)
        else:
            context.state.settings.set("antilink_kind", word, context.chat)
    return _told(context)


def heard(heard: Heard) -> bool:
    settings, chat = heard.state.settings, heard.chat
    found = links(heard.message.text)
    if settings.text("antilink_kind", chat) == "invites":
        found = [name for name in found if name in INVITES]
    allowed = settings.items("antilink_allowed", chat)
    if all(within(name, allowed) for name in found):
        return False
    return act(heard, settings.text("antilink", chat), "Links are not allowed here.")


def _allow(context: Context, words: list[str], allow: bool) -> None:
    settings, chat = context.state.settings, context.chat
    if not words:
        raise UserError(f"Which sites? Write them like this: {use(context)} allow example.org")
    names = [domain(word.strip(",")) for word in words]
    known = settings.items("antilink_allowed", chat)
    for word, name in zip(words, names, strict=True):
        if name is None:
            raise UserError(f"'{word[:40]}' is no site: write it like example.org.")
        known = [it for it in known if it != name] + [name] * allow
    if len(known) > MOST:
        raise UserError(f"That is too many: at most {MOST} sites can be allowed.")
    settings.set("antilink_allowed", known, chat)


def _told(context: Context) -> str:
    settings, chat = context.state.settings, context.chat
    invites = settings.text("antilink_kind", chat) == "invites"
    lines = [told(context, "antilink", "invitations to WhatsApp" if invites else "links")]
    allowed = settings.items("antilink_allowed", chat)
    if allowed:
        lines.append(f"Allowed: {', '.join(allowed)}"[:3000])
    return "\n".join(lines)
