"""A uid of its own for each bot, never used again, with the records that make it a user.

The records are JSON user records in `/etc/userdb`, which libnss-systemd reads: no daemon, and no
edit of /etc/passwd. ref: https://systemd.io/USER_RECORD/
"""

from __future__ import annotations

import json
from pathlib import Path

from botinstance.contract import ids
from units import atomic
from units.protocol import BrokerError
from units.settings import Settings

# Above Debian's ordinary users and systemd's dynamic ones, below the ranges of containers.
FIRST, LAST = 70000, 99999


class Users:
    """Not for several threads at once: the broker holds a lock while it makes one."""

    def __init__(self, settings: Settings) -> None:
        self._state = Path(settings.state)
        self._userdb = Path(settings.userdb)

    def find(self, bot: str) -> int | None:
        try:
            record = json.loads(self._record(bot).read_text())
        except FileNotFoundError:
            return None
        uid: int = record["uid"]
        return uid

    def ensure(self, bot: str) -> int:
        """The bot's uid, made at first. Raises BrokerError when none is left."""
        uid = self.find(bot)
        if uid is None:
            uid = self._next()
            atomic.directory(self._record(bot).parent, mode=0o700)
            atomic.write(self._record(bot), json.dumps({"uid": uid}), mode=0o600)
        self._make_known(bot, uid)
        return uid

    def forget(self, bot: str) -> None:
        """Take the bot's user away; its uid is not given to another."""
        uid = self.find(bot)
        if uid is None:
            return
        for path in self._links(bot, uid):
            path.unlink(missing_ok=True)
        self._record(bot).unlink()

    def _record(self, bot: str) -> Path:
        return self._state / "bots" / f"{bot}.json"

    def _next(self) -> int:
        """Counted up on disk before use: after a crash a number is lost, never given twice."""
        atomic.directory(self._state, mode=0o700)
        counter = self._state / "next-uid"
        uid = int(counter.read_text()) if counter.exists() else FIRST
        if uid > LAST:
            raise BrokerError("failed", "this host has no user id left for another bot")
        atomic.write(counter, str(uid + 1), mode=0o600)
        return uid

    def _links(self, bot: str, uid: int) -> list[Path]:
        names = (
            f"{self.name(bot)}.user",
            f"{self.name(bot)}.group",
            f"{uid}.user",
            f"{uid}.group",
        )
        return [self._userdb / name for name in names]

    @staticmethod
    def name(bot: str) -> str:
        """User names have at most 31 characters; sixteen hexadecimal digits tell bots apart."""
        return f"bot-{bot.replace('-', '')[:16]}"

    def _make_known(self, bot: str, uid: int) -> None:
        atomic.directory(self._userdb, mode=0o755)
        name = self.name(bot)
        user = {
            "userName": name,
            "uid": uid,
            "gid": uid,
            "realName": "WhatsApp bot",
            "homeDirectory": ids.folder(bot),
            "shell": "/usr/sbin/nologin",
            "disposition": "system",
            "locked": True,
        }
        group = {"groupName": name, "gid": uid, "disposition": "system"}
        by_name, group_by_name, by_uid, group_by_gid = self._links(bot, uid)
        atomic.write(by_name, json.dumps(user), mode=0o644)
        atomic.write(group_by_name, json.dumps(group), mode=0o644)
        for link, target in ((by_uid, by_name), (group_by_gid, group_by_name)):
            if not link.is_symlink():
                link.symlink_to(target.name)
