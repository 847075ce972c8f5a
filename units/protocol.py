"""What crosses the broker's socket: one JSON object a line each way, and the states it tells.

A request is `{"verb": name, …}`; the answer is `{"ok": {…}}` or `{"error": {"code", "message"}}`.
A request names a bot by uuid and never a path, a command, a user or a unit property.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Protocol

from botinstance.contract.config import BotConfig, PairRequest
from botinstance.contract.problem import Problem

MAX_LINE = 1 << 20  # bytes of one request or answer


class BrokerError(Problem):
    """The broker said no, or could not be asked.

    Codes: `unreachable` (try again later), `unknown_bot`, `running`, `invalid`, `systemd`,
    `failed`, `forbidden`.
    """


@dataclass(frozen=True)
class UnitState:
    """What systemd says of one unit. `active` is its ActiveState, "inactive" if never started."""

    active: str = "inactive"
    sub: str = "dead"
    result: str = "success"
    exit_status: int = 0
    pid: int = 0
    restarts: int = 0
    text: str = ""  # its STATUS=
    since: float | None = None  # unix seconds of the last change of `active`
    beat: float | None = None  # unix seconds of its last WATCHDOG=1
    memory: int | None = None  # bytes
    tasks: int | None = None
    cpu: float | None = None  # seconds of processor time used
    memory_max: int | None = None  # bytes; None without a limit

    @property
    def alive(self) -> bool:
        """It runs, or systemd is about to run it again."""
        return self.active in ("active", "activating", "reloading", "deactivating")


@dataclass(frozen=True)
class BotState:
    """A bot's folder and its two units, as they are now."""

    config_version: int | None = None  # None: there is no folder
    run: UnitState = UnitState()
    pair: UnitState = UnitState()

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class LogLine:
    cursor: str
    at: float  # unix seconds
    priority: int  # syslog's, 0 emergency … 7 debug
    text: str


def bot_state(value: Mapping[str, Any]) -> BotState:
    names = {f.name for f in fields(UnitState)}
    run, pair = (
        UnitState(**{k: v for k, v in value[which].items() if k in names})
        for which in ("run", "pair")
    )
    return BotState(value.get("config_version"), run, pair)


class Broker(Protocol):
    """The verbs. Each is idempotent: after a lost answer it may simply be asked again.

    All raise BrokerError.
    """

    def prepare(self, config: BotConfig) -> None:
        """Make the bot's user, folder and config, or bring them up to date. A running bot takes
        the new config up within a second, without a reconnect. An older version is ignored."""

    def pair(self, config: BotConfig, request: PairRequest) -> None:
        """Prepare, then start the pairing unit anew. Refused (`running`) while the bot runs."""

    def start(self, bot: str) -> None:
        """Start the bot's unit unless it runs. The pairing unit is stopped first: a credential
        store has one owner. Returns when systemd has the job, not when the bot is ready."""

    def stop(self, bot: str) -> None:
        """Stop both units and wait until they are down. Nothing to do is fine."""

    def remove(self, bot: str) -> None:
        """Stop both units, then delete the folder with the WhatsApp credentials, and the user."""

    def states(self, bots: Sequence[str]) -> dict[str, BotState]:
        """What is, for each of `bots` (at most 1000)."""

    def logs(self, bot: str, lines: int = 200, after: str | None = None) -> list[LogLine]:
        """The last lines of both units' journal, oldest first; with `after` the ones behind that
        cursor."""


def state_of(broker: Broker, bot: str) -> BotState:
    """What is, for one bot. Raises BrokerError."""
    return broker.states([bot])[bot]
