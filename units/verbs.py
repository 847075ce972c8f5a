"""The broker's verbs, carried out on this host; see `units.protocol.Broker` for their promises."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from botinstance.contract import ids
from botinstance.contract.config import BotConfig, PairRequest
from units import journal, properties
from units.folder import Folder
from units.protocol import BotState, BrokerError, LogLine
from units.settings import Settings
from units.systemd import connect
from units.users import Users


class HostBroker:
    """Safe for many threads: verbs on one bot wait for each other, others run side by side."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._users = Users(settings)
        self._users_lock = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}

    @contextmanager
    def _alone(self, bot: str) -> Iterator[None]:
        with self._locks.setdefault(bot, threading.Lock()):
            yield

    def _uid(self, bot: str) -> int:
        with self._users_lock:
            return self._users.ensure(bot)

    def _prepare(self, config: BotConfig) -> int:
        uid = self._uid(config.id)
        Folder(config.id, self._settings).write(config, uid)
        return uid

    def prepare(self, config: BotConfig) -> None:
        with self._alone(config.id):
            self._prepare(config)

    def pair(self, config: BotConfig, request: PairRequest) -> None:
        with self._alone(config.id), connect() as systemd:
            run = ids.unit(config.id)
            if systemd.states([run])[run].alive:
                raise BrokerError(
                    "running", "The bot is running; stop it before linking it again."
                )
            uid = self._prepare(config)
            Folder(config.id, self._settings).ask_pairing(request, uid)
            unit = properties.pairing(config.id, uid, self._settings)
            systemd.start_transient(ids.pair_unit(config.id), unit)

    def start(self, bot: str) -> None:
        with self._alone(bot), connect() as systemd:
            unit = ids.unit(bot)
            if systemd.states([unit])[unit].active in ("active", "activating"):
                return
            if Folder(bot, self._settings).version() is None:
                raise BrokerError("unknown_bot", "There is no folder of this bot.")
            systemd.stop([ids.pair_unit(bot)])  # a credential store has one owner
            systemd.start_transient(unit, properties.bot(bot, self._uid(bot), self._settings))

    def stop(self, bot: str) -> None:
        with self._alone(bot), connect() as systemd:
            systemd.stop([ids.unit(bot), ids.pair_unit(bot)])

    def remove(self, bot: str) -> None:
        with self._alone(bot), connect() as systemd:
            systemd.stop([ids.unit(bot), ids.pair_unit(bot)])
            Folder(bot, self._settings).delete()
            with self._users_lock:
                self._users.forget(bot)

    def states(self, bots: Sequence[str]) -> dict[str, BotState]:
        with connect() as systemd:
            names = [name(bot) for bot in bots for name in (ids.unit, ids.pair_unit)]
            units = systemd.states(names)
        return {
            bot: BotState(
                Folder(bot, self._settings).version(),
                units[ids.unit(bot)],
                units[ids.pair_unit(bot)],
            )
            for bot in bots
        }

    def logs(self, bot: str, lines: int = 200, after: str | None = None) -> list[LogLine]:
        return journal.read(bot, lines, after)
