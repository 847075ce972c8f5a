"""A bot's folder: who owns what in it is told in docs/architecture.md."""

from __future__ import annotations

import shutil
from pathlib import Path

from botinstance.contract import config as configs
from botinstance.contract import ids
from botinstance.contract.config import BotConfig, PairRequest
from botinstance.contract.problem import Invalid
from units import atomic
from units.settings import Settings


class Folder:
    """The folder of one bot. Only root writes in its top level, so no file there is a trick of the
    bot's; what the bot writes in `store/` and `data/` is never read here."""

    def __init__(self, bot: str, settings: Settings) -> None:
        self.path = Path(settings.bots) / Path(ids.folder(bot)).name

    def version(self) -> int | None:
        """The version of the config on disk; None where there is no folder."""
        try:
            return configs.loads((self.path / "config.json").read_text()).version
        except FileNotFoundError:
            return None
        except Invalid:
            return 0  # any config is newer than a broken one

    def write(self, config: BotConfig, uid: int) -> None:
        """Make the folder and put the config there, unless a newer one is there already."""
        atomic.directory(self.path, mode=0o750, uid=0, gid=uid)
        for part in ("store", "data"):
            atomic.directory(self.path / part, mode=0o700, uid=uid, gid=uid)
        if (self.version() or 0) < config.version:
            self._put("config.json", config.dumps(), uid)

    def ask_pairing(self, request: PairRequest, uid: int) -> None:
        self._put("pair.json", request.dumps(), uid)

    def _put(self, name: str, data: str, uid: int) -> None:
        atomic.write(self.path / name, data, mode=0o600, uid=uid, gid=uid)

    def delete(self) -> None:
        if self.path.is_dir():
            shutil.rmtree(self.path)
