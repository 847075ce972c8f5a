"""The broker as seen by the web process: the verbs of `units.protocol.Broker` over its socket."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from botinstance.contract.config import BotConfig, PairRequest
from units.protocol import BotState, BrokerError, LogLine, bot_state


class SocketBroker:
    """Speaks to the broker that listens on `path`.

    The broker may be restarted at any moment: a lost connection is made again, and the verb
    asked again, until `timeout` seconds are over. That is safe, since every verb is idempotent.
    """

    def __init__(self, path: str, timeout: float = 30.0) -> None:
        self._path = path
        self._timeout = timeout

    def prepare(self, config: BotConfig) -> None:
        self._ask("prepare", config=config.to_json())

    def pair(self, config: BotConfig, request: PairRequest) -> None:
        how = asdict(request)
        self._ask("pair", config=config.to_json(), request=how)

    def start(self, bot: str) -> None:
        self._ask("start", bot=bot)

    def stop(self, bot: str) -> None:
        self._ask("stop", bot=bot)

    def remove(self, bot: str) -> None:
        self._ask("remove", bot=bot)

    def states(self, bots: Sequence[str]) -> dict[str, BotState]:
        answer = self._ask("states", bots=list(bots))
        return {bot: bot_state(state) for bot, state in answer["states"].items()}

    def logs(self, bot: str, lines: int = 200, after: str | None = None) -> list[LogLine]:
        answer = self._ask("logs", bot=bot, lines=lines, after=after)
        return [LogLine(**line) for line in answer["lines"]]

    def _ask(self, verb: str, **arguments: Any) -> dict[str, Any]:
        line = json.dumps({"verb": verb, **arguments}).encode() + b"\n"
        end = time.monotonic() + self._timeout
        while True:
            try:
                answer = self._exchange(line, end)
                break
            except OSError as error:
                if time.monotonic() >= end - 0.2:
                    raise BrokerError(
                        "unreachable",
                        "The part of the platform that starts bots does not answer; "
                        "try again in a minute.",
                    ) from error
                time.sleep(0.2)
        if "error" in answer:
            raise BrokerError(answer["error"]["code"], answer["error"]["message"])
        ok: dict[str, Any] = answer["ok"]
        return ok

    def _exchange(self, line: bytes, end: float) -> dict[str, Any]:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as s:
            s.settimeout(max(0.1, end - time.monotonic()))
            s.connect(self._path)
            s.sendall(line)
            with s.makefile("rb") as answers:
                answer = answers.readline()
        if not answer.endswith(b"\n"):
            raise ConnectionResetError("the broker closed the connection without an answer")
        value: dict[str, Any] = json.loads(answer)
        return value
