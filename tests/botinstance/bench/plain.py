"""Bots as processes of this machine, with the code and the environment of their unit."""

from __future__ import annotations

import compileall
import itertools
import os
import select
import shutil
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from botinstance.contract import event
from botinstance.contract.config import PairRequest
from tests.botinstance.bench.memory import Started
from tests.botinstance.bots import ROOT, BotFolder, BotProcess, config
from tests.botinstance.network import Network
from tests.botinstance.platform import Platform
from units import properties
from units.settings import Settings

START = 30.0  # seconds
TOKEN = "t" * 43


class Plain:
    """Started one after another; all end with the block."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = itertools.count(15550100)
        self._children: list[subprocess.Popen[bytes]] = []
        self._open = ExitStack()

    def __enter__(self) -> Plain:
        # as scripts/provision installs it, which also keeps it from changing meanwhile
        self._code = self._folder / "code"
        shutil.copytree(ROOT / "botinstance", self._code / "botinstance")
        compileall.compile_dir(self._code, quiet=1)
        self._network = self._open.enter_context(Network(self._folder / "network"))
        path = self._folder / "events.sock"
        self._platform = self._open.enter_context(Platform(path, TOKEN))
        self._environment = {**self._network.environment, "UBOT_EVENTS": str(path)}
        return self

    def __exit__(self, *_: object) -> None:
        for child in self._children:
            child.kill()
            child.wait()
        self._open.close()

    def start(self) -> Started:
        """One bot more, started while all others run."""
        return self.run(self.linked())

    def linked(self) -> BotFolder:
        """A bot that is linked to a phone of its own."""
        phone = self._network.phone(str(next(self._numbers)))
        folder = BotFolder(self._folder / phone.number, config())
        folder.ask(PairRequest("qr"))
        before = len(self._platform.named(event.PAIR_QR))
        with BotProcess("pair", folder, self._environment) as pairing:
            while len(codes := self._platform.named(event.PAIR_QR)) == before:
                time.sleep(0.02)
            phone.scan(codes[-1]["code"])
            pairing.ended()
        return folder

    def run(self, folder: BotFolder) -> Started:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
            address = folder.root / "ready.sock"
            told.bind(str(address))
            start = time.monotonic()
            with (folder.root / "log").open("wb") as log:
                child = subprocess.Popen(
                    [sys.executable, "-m", "botinstance", "run", str(folder.root)],
                    cwd=self._code,
                    env={**self._inherited(folder), "NOTIFY_SOCKET": str(address)},
                    stdout=subprocess.DEVNULL,
                    stderr=log,
                )
            self._children.append(child)
            _wait_for_ready(told, start + START, folder.root / "log")
            return Started(child.pid, time.monotonic() - start)

    def _inherited(self, folder: BotFolder) -> dict[str, str]:
        unit = properties.environment(folder.config.id, Settings())
        own = dict(line.split("=", 1) for line in unit)
        return {"PATH": os.environ["PATH"], **own, **self._environment}


def _wait_for_ready(told: socket.socket, end: float, log: Path) -> None:
    while select.select([told], [], [], max(0.0, end - time.monotonic()))[0]:
        if b"READY=1" in told.recv(65536).splitlines():
            return
    raise RuntimeError(f"the bot is not ready: {log.read_text()}")
