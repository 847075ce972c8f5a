"""The web process's side of the socket: verbs, lost answers, a broker that is away."""

from __future__ import annotations

import json
import socketserver
import threading
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from botinstance.contract.config import BotConfig, PairRequest
from units.broker import answer
from units.client import SocketBroker
from units.memory import MemoryBroker
from units.protocol import BrokerError

CONFIG = BotConfig(str(uuid.UUID(int=7, version=4)), 1, "Tess", {"tts": True}, "t" * 43)


class Server(socketserver.ThreadingUnixStreamServer):
    """Answers as the broker does, but loses the first `lose` answers after the verb is done."""

    daemon_threads = True

    def __init__(self, path: Path) -> None:
        self.broker = MemoryBroker()
        self.lose = 0
        super().__init__(str(path), Handler)


class Handler(socketserver.StreamRequestHandler):
    server: Server

    def handle(self) -> None:
        said = answer(self.server.broker, self.rfile.readline())
        if self.server.lose:
            self.server.lose -= 1
        else:
            self.wfile.write(json.dumps(said).encode() + b"\n")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "broker.sock"


@pytest.fixture
def server(path: Path) -> Iterator[Server]:
    with Server(path) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_it_works(server: Server, path: Path) -> None:
    client = SocketBroker(str(path))
    client.prepare(CONFIG)
    client.pair(CONFIG, PairRequest("code", "15550001"))
    assert server.broker.requests[CONFIG.id].phone == "15550001"
    assert client.states([CONFIG.id])[CONFIG.id].pair.active == "active"
    client.start(CONFIG.id)
    assert server.broker.configs[CONFIG.id] == CONFIG
    assert client.logs(CONFIG.id) == []


def test_the_brokers_refusal_arrives_as_it_was_said(server: Server, path: Path) -> None:
    with pytest.raises(BrokerError, match="no folder") as refused:
        SocketBroker(str(path)).start(CONFIG.id)
    assert refused.value.code == "unknown_bot"


def test_a_lost_answer_is_asked_for_again(server: Server, path: Path) -> None:
    server.lose = 2
    SocketBroker(str(path)).prepare(CONFIG)
    assert server.broker.calls == [("prepare", CONFIG.id)] * 3


def test_a_broker_that_stays_away_is_told_in_time(path: Path) -> None:
    start = time.monotonic()
    with pytest.raises(BrokerError) as refused:
        SocketBroker(str(path), timeout=0.5).stop(CONFIG.id)
    assert refused.value.code == "unreachable"
    assert time.monotonic() - start < 5
