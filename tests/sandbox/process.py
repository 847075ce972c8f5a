"""`python -m sandbox` as a process of its own, which can be killed and started again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.sandbox.control.api import Api


class Process:
    """Context manager. It keeps its folder and its ports over all its lives."""

    def __init__(self, state: Path) -> None:
        self.public = state / "public"
        self._log = state.with_suffix(".log")
        self._command = [sys.executable, "-m", "sandbox", "--state", str(state)]
        self._ports: list[str] = []
        self._process: subprocess.Popen[str] | None = None
        self.api: Api

    @property
    def proxy_port(self) -> int:
        return int(self._ports[3])

    def __enter__(self) -> Process:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        self.api.__exit__()
        sys.stderr.write(self.log())

    def start(self) -> None:
        with self._log.open("a") as log:
            self._process = subprocess.Popen(
                self._command + self._ports, stdout=subprocess.PIPE, stderr=log, text=True
            )
        assert self._process.stdout
        said = dict(self._process.stdout.readline().split() for _ in range(4))
        ports = [said[name].rpartition(":")[2] for name in ("phone", "proxy")]
        self._ports = ["--port", ports[0], "--proxy-port", ports[1]]
        self.api = Api(said["phone"])

    def log(self) -> str:
        """What it has said of itself, in all its lives."""
        return self._log.read_text()

    def kill(self) -> None:
        """At once: nothing is finished or tidied up."""
        if self._process:
            self._process.kill()
            self._process.wait()
            assert self._process.stdout
            self._process.stdout.close()
            self._process = None

    def restart(self) -> None:
        self.kill()
        self.start()
