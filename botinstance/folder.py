"""Where a bot keeps what: the paths inside its folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Folder:
    root: Path

    @property
    def config(self) -> Path:
        return self.root / "config.json"

    @property
    def pair_request(self) -> Path:
        return self.root / "pair.json"

    @property
    def store(self) -> Path:
        return self.root / "store"

    @property
    def database(self) -> Path:
        return self.root / "data" / "bot.db"
