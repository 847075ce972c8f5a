"""A broker that keeps everything in memory and starts nothing: for tests of its callers."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from botinstance.contract.config import BotConfig, PairRequest
from units.protocol import BotState, BrokerError, LogLine, UnitState

_UP = UnitState(active="active", sub="running", pid=1)


class MemoryBroker:
    """Does as told at once. `calls` tells what was asked; `fail` makes a verb raise;
    `exit` lets a unit end with a status, as the bot itself would."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, str]] = []
        self.configs: dict[str, BotConfig] = {}
        self.requests: dict[str, PairRequest] = {}
        self.fail: dict[str, BrokerError] = {}
        self._states: dict[str, BotState] = {}

    def _call(self, verb: str, bot: str) -> None:
        self.calls.append((verb, bot))
        if verb in self.fail:
            raise self.fail[verb]

    def _set(self, bot: str, **changes: UnitState | int) -> None:
        self._states[bot] = replace(self._states.get(bot, BotState()), **changes)  # type: ignore[arg-type]

    def _known(self, bot: str) -> None:
        if bot not in self.configs:
            raise BrokerError("unknown_bot", "There is no folder of this bot.")

    def prepare(self, config: BotConfig) -> None:
        self._call("prepare", config.id)
        self._keep(config)

    def _keep(self, config: BotConfig) -> None:
        old = self.configs.get(config.id)
        if old is None or old.version < config.version:
            self.configs[config.id] = config
        self._set(config.id, config_version=self.configs[config.id].version)

    def pair(self, config: BotConfig, request: PairRequest) -> None:
        self._call("pair", config.id)
        if self._states.get(config.id, BotState()).run.alive:
            raise BrokerError("running", "The bot is running; stop it before linking it again.")
        self._keep(config)
        self.requests[config.id] = request
        self._set(config.id, pair=_UP)

    def start(self, bot: str) -> None:
        self._call("start", bot)
        self._known(bot)
        self._set(bot, run=_UP, pair=UnitState())

    def stop(self, bot: str) -> None:
        self._call("stop", bot)
        self._set(bot, run=UnitState(), pair=UnitState())

    def remove(self, bot: str) -> None:
        self._call("remove", bot)
        self.configs.pop(bot, None)
        self._states.pop(bot, None)

    def states(self, bots: Sequence[str]) -> dict[str, BotState]:
        if "states" in self.fail:
            raise self.fail["states"]
        return {bot: self._states.get(bot, BotState()) for bot in bots}

    def logs(self, bot: str, lines: int = 200, after: str | None = None) -> list[LogLine]:
        self._call("logs", bot)
        return []

    def hang(self, bot: str, seconds: float) -> None:
        """The bot's process has last beaten so many seconds ago; systemd does not know yet."""
        self._set(bot, run=replace(_UP, beat=time.time() - seconds))

    def exit(self, bot: str, status: int, unit: str = "run") -> None:
        """The unit's process ends with `status` and systemd does not restart it."""
        result = "success" if status == 0 else "exit-code"
        active = "inactive" if status == 0 else "failed"
        self._set(bot, **{unit: UnitState(active, active, result, status)})
