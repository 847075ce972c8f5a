"""The sandbox under test, as a process of its own, and its phones."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import requests

from tests.sandbox.bench.errors import BenchError
from tests.sandbox.bench.fleets import PROJECT


class Network:
    """Context manager; keeps all it writes in `folder`."""

    def __init__(self, folder: Path) -> None:
        """Raises BenchError."""
        self.tapped = folder / "tap.jsonl"
        self._log = (folder / "sandbox.log").open("wb")
        words = ["--state", str(folder / "state"), "--tap", str(self.tapped)]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "sandbox", *words],
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        self.pid = self._process.pid
        assert self._process.stdout
        lines = [self._process.stdout.readline().split() for _ in range(4)]
        if [] in lines:
            raise BenchError("The sandbox did not start.")
        self.said = dict(lines)

    def scan(self, number: str, qr: str) -> None:
        """The phone with this number links whoever shows this text. Raises BenchError."""
        url = f"{self.said['phone']}/api/phones/{number}/scan"
        with requests.Session() as session:
            session.trust_env = False  # the machine's proxy has no business on loopback
            try:
                session.post(url, json={"qr": qr}, timeout=60).raise_for_status()
            except requests.RequestException as error:
                raise BenchError(f"A device could not be linked: {error}") from None

    def running(self) -> bool:
        return self._process.poll() is None

    def __enter__(self) -> Network:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(30)
        assert self._process.stdout
        self._process.stdout.close()
        self._log.close()
