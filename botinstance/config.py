"""The config in force: read at start, and again whenever its file changes."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from botinstance.contract import config as contract
from botinstance.contract.config import BotConfig
from botinstance.contract.problem import Invalid
from botinstance.state.settings import Settings

log = logging.getLogger(__name__)

INTERVAL = 0.5  # seconds between two looks at the file
AGAIN = 5.0  # seconds until what failed is tried again

Stamp = tuple[int, int, int]


def in_force(config: BotConfig, settings: Settings) -> BotConfig:
    """The config with what the owner has changed from a chat."""
    prefix = settings.text("prefix")
    return replace(config, prefix=prefix) if prefix else config


class ConfigFile:
    """`current` is always a whole, checked config; a bad new file changes nothing."""

    def __init__(self, path: Path) -> None:
        """Raises Invalid, also when there is no readable file."""
        self._path = path
        self._stamp = _stamp(path)
        self.current = _read(path)
        self._stop = threading.Event()

    def poll(self) -> bool:
        """Look at the file once. True if a newer version is in force now."""
        stamp = _stamp(self._path)
        if stamp is None or stamp == self._stamp:
            return False
        self._stamp = stamp
        try:
            new = _read(self._path)
        except Invalid as error:
            log.error("the new config is refused, the old one stays: %s", error.message)
            return False
        return self._accept(new)

    def _accept(self, new: BotConfig) -> bool:
        if new.id != self.current.id:
            log.error("the changed config is refused: it is another bot's")
            return False
        if new.version <= self.current.version:
            return False
        self.current = new
        log.info("config version %d is in force", new.version)
        return True

    def watch(self, look: Callable[[BotConfig], None]) -> None:
        """Twice a second, until `close`, show `look` what is in force then, changed or not, from
        a thread of its own."""

        def loop() -> None:
            pause = INTERVAL
            while not self._stop.wait(pause):
                self.poll()
                try:
                    look(self.current)
                    pause = INTERVAL
                except Exception:  # such as a full disk
                    log.exception("the config cannot be acted on, it is tried again")
                    pause = AGAIN

        threading.Thread(target=loop, name="config", daemon=True).start()

    def close(self) -> None:
        self._stop.set()


def _stamp(path: Path) -> Stamp | None:
    """What changes when the file is replaced: inode, time of change, size."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


def _read(path: Path) -> BotConfig:
    try:
        return contract.loads(path.read_text("utf-8"))
    except UnicodeDecodeError:
        raise Invalid("the config is not text in UTF-8") from None
    except OSError as error:
        raise Invalid(f"the config cannot be read: {error.strerror}") from None
