"""Exit statuses of a bot's process. systemd restarts none of the ones in NO_RESTART."""

from __future__ import annotations

from enum import IntEnum

from botinstance.contract.state import LinkState


class Exit(IntEnum):
    OK = 0
    FAILED = 1
    RESTART = 75  # EX_TEMPFAIL: the bot's owner asked for it; systemd starts it anew
    CONFIG = 78  # EX_CONFIG of sysexits.h: the config is unreadable; a restart reads the same
    LOGGED_OUT = 80
    REPLACED = 81
    BANNED = 82
    OUTDATED = 83
    REFUSED = 84
    PAIRING_TIMEOUT = 85
    PAIRING_REFUSED = 86


NO_RESTART = tuple(e for e in Exit if e not in (Exit.OK, Exit.FAILED, Exit.RESTART))

LINK_OF_EXIT = {
    Exit.LOGGED_OUT: LinkState.LOGGED_OUT,
    Exit.REPLACED: LinkState.REPLACED,
    Exit.BANNED: LinkState.BANNED,
    Exit.OUTDATED: LinkState.OUTDATED,
    Exit.REFUSED: LinkState.REFUSED,
}

MEANING = {
    Exit.FAILED: "The bot's process failed.",
    Exit.RESTART: "The bot restarts, as its owner asked.",
    Exit.CONFIG: "The bot could not read its configuration.",
    Exit.LOGGED_OUT: "The phone unlinked this bot. Link it again: settings are kept.",
    Exit.REPLACED: "The same WhatsApp link was opened somewhere else.",
    Exit.BANNED: "WhatsApp has banned this account for some time.",
    Exit.OUTDATED: "WhatsApp refuses this client version; the operator must update the platform.",
    Exit.REFUSED: "WhatsApp refused the connection.",
    Exit.PAIRING_TIMEOUT: "Nobody scanned the code in time. Ask for a new one.",
    Exit.PAIRING_REFUSED: "WhatsApp refused to link this device.",
}
