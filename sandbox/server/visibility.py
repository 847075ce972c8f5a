"""What people see of each other. The server does not know who is in whose address book: where
only contacts may see something, everybody does who is not blocked."""

from __future__ import annotations

from sandbox.server.accounts import Account

LAST, ONLINE, PICTURE, ABOUT, READ = "last", "online", "profile", "status", "readreceipts"
SAME_AS_LAST = "match_last_seen"
EVERYONE = ("all", "contacts", "contact_blacklist", "none")
SETTINGS = {  # by name: what may be chosen, beginning with what holds until then
    "calladd": ("all", "known"),
    "defense": ("off", "on_standard"),
    "groupadd": EVERYONE,
    LAST: EVERYONE,
    "messages": ("all", "contacts"),
    ONLINE: ("all", SAME_AS_LAST),
    PICTURE: EVERYONE,
    READ: ("all", "none"),
    ABOUT: EVERYONE,
    "stickers": ("contacts", "contact_allowlist", "none"),
}


def setting(account: Account, name: str) -> str:
    return account.privacy.get(name, SETTINGS[name][0])


def visible(owner: Account, viewer: Account, what: str) -> bool:
    """Whether `viewer` is shown this of `owner`: LAST, ONLINE, PICTURE or ABOUT."""
    if owner is viewer:
        return True
    value = setting(owner, what)
    if value == SAME_AS_LAST:
        value = setting(owner, LAST)
    return value != "none" and not owner.blocks(viewer)


def told_read(writer: Account, reader: Account) -> bool:
    """Whether `writer` hears that `reader` has read; who does not tell is not told either."""
    return writer is reader or "none" not in (setting(writer, READ), setting(reader, READ))
