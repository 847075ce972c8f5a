"""A bot's folder, and the real process in it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import uuid
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from botinstance.contract import feature
from botinstance.contract.config import BotConfig, PairRequest
from tests.until import until

ROOT = Path(__file__).parent.parent.parent


def config(**changes: object) -> BotConfig:
    made = BotConfig(
        id=str(uuid.uuid4()),
        version=1,
        name="Test bot",
        features=feature.defaults(),
        events_token="t" * 43,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


class BotFolder:
    """As the broker makes it."""

    def __init__(self, root: Path, made: BotConfig | None = None) -> None:
        self.root = root
        for name in ("store", "data"):
            (root / name).mkdir(parents=True, mode=0o700)
        self.config = made or config()
        self.write(self.config)

    def write(self, made: BotConfig) -> None:
        """Replace the config atomically."""
        self.config = made
        self.replace(made.dumps())

    def replace(self, text: str) -> None:
        fresh = self.root / "config.json.new"
        fresh.write_text(text)
        fresh.replace(self.root / "config.json")

    def switch(self, name: str, on: bool) -> None:
        changed = replace(
            self.config,
            version=self.config.version + 1,
            features={**self.config.features, name: on},
        )
        self.write(changed)

    def ask(self, request: PairRequest) -> None:
        (self.root / "pair.json").write_text(request.dumps())


class BotProcess:
    """`python -m botinstance MODE FOLDER`, killed at the end of the block if it still runs."""

    def __init__(self, mode: str, folder: BotFolder, environment: dict[str, str]) -> None:
        self._notified: list[str] = []
        self._address = folder.root / "notify.sock"
        self._address.unlink(missing_ok=True)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(self._address))
        self._socket.setblocking(False)
        self.log = folder.root / f"{mode}.log"
        inherited = {k: v for k, v in os.environ.items() if "PROXY" not in k.upper()}
        with self.log.open("ab") as log:
            self.child = subprocess.Popen(
                [sys.executable, "-m", "botinstance", mode, str(folder.root)],
                cwd=ROOT,
                env={**inherited, "NOTIFY_SOCKET": str(self._address), **environment},
                stdout=subprocess.PIPE,
                stderr=log,
            )

    @property
    def notified(self) -> list[str]:
        """What systemd was told so far, a line each."""
        while True:
            try:
                self._notified += self._socket.recv(65536).decode().splitlines()
            except BlockingIOError:
                return self._notified

    def ready(self, seconds: float = 20.0) -> None:
        until(
            lambda: "READY=1" in self.notified or self.child.poll() is not None, "READY=1", seconds
        )
        assert "READY=1" in self.notified, self.log.read_text()

    def ended(self, seconds: float = 20.0) -> int:
        """The exit status."""
        try:
            return self.child.wait(seconds)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"still running: {self.log.read_text()}") from None

    def stop(self) -> int:
        self.child.send_signal(signal.SIGTERM)
        return self.ended(5.0)

    def __enter__(self) -> BotProcess:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        if self.child.poll() is None:
            self.child.kill()
        self.child.communicate()
        self._socket.close()
        if error is not None:
            sys.stderr.write(self.log.read_text()[-4000:])
