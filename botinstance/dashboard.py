"""The bot's side of contract/dashboard.py: what is wished for there is taken up once, and what is
in force is told, wherever it was changed."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from botinstance.config import in_force
from botinstance.contract import dashboard, event
from botinstance.contract.config import BotConfig
from botinstance.contract.problem import Invalid
from botinstance.contract.setting import written
from botinstance.events import Events
from botinstance.state.records import Records
from botinstance.state.settings import Settings

log = logging.getLogger(__name__)

KIND, APPLIED = "dashboard", "applied"  # the record of the highest version taken up


class Dashboard:
    """To be used by one thread at a time."""

    def __init__(self, settings: Settings, records: Records, events: Events) -> None:
        self._settings, self._records, self._events = settings, records, events
        self._version = 0  # of the config that the platform knows to be in force
        self._seen: object = None  # the change of a setting that was looked at last
        self._told: dict[str, Any] = {}

    def look(self, config: BotConfig) -> None:
        """To be called often: cheap while nothing is new. A new config is in force at the return,
        and said to be. Raises sqlite3.Error: then ask again later."""
        new = config.version != self._version
        if new:
            self._take_up(config.settings)
        change = self._settings.change
        if new or change is not self._seen:
            self._tell(config)
            self._seen = change
        if new:
            self._events.emit(event.CONFIG, {"version": config.version})
            self._version = config.version

    def _take_up(self, wishes: Mapping[str, Mapping[str, Any]]) -> None:
        """All that are newer than the newest one so far, or none."""
        with self._records.together():
            applied = self._applied()
            fresh = {name: one for name, one in wishes.items() if one["version"] > applied}
            for name, one in fresh.items():
                self._write(name, one["value"])
            if fresh:
                newest = max(one["version"] for one in fresh.values())
                self._records.put(KIND, "", APPLIED, newest)

    def _write(self, name: str, text: str) -> None:
        try:
            word = dashboard.value(name, text)
            if word:
                self._settings.write(name, word)
            else:
                self._settings.reset(name)
        except Invalid as error:
            log.warning("a setting from the dashboard is left out: %s", error.message)
        else:
            log.info("%s was set in the dashboard", name)

    def _tell(self, config: BotConfig) -> None:
        data = self._data(config)
        if data != self._told:
            self._events.emit(event.SETTINGS, data)
            self._told = data

    def _data(self, config: BotConfig) -> dict[str, Any]:
        values = {
            name: written(self._settings.get(name))
            for name, setting in dashboard.SHOWN.items()
            if not setting.secret
        }
        values["prefix"] = in_force(config, self._settings).prefix
        secret = [name for name, setting in dashboard.SHOWN.items() if setting.secret]
        return {
            "applied": self._applied(),
            "values": values,
            "secrets": [name for name in secret if self._settings.on(name)],
        }

    def _applied(self) -> int:
        return int(self._records.get(KIND, "", APPLIED, 0))
