"""A WhatsApp in a process of its own, whose log and memory can be looked through.

    python -m tests.sandbox.conversations.apart STATE

It says its port, then links the client of each line that it reads: number, name and QR text, in
JSON; it answers each by the device's number, and ends with its input. Its phones only link: there
is nobody in this process who could read a message.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.sandbox.loopback import Loopback
from tests.sandbox.server.owner import Owner

PROJECT = Path(__file__).parents[3]


class Apart:
    """Context manager; ends the process, if `stop` has not."""

    def __init__(self, folder: Path) -> None:
        self.state = folder / "state"
        self.public = self.state / "public"
        self.log = folder / "log"
        self.port = 0

    def __enter__(self) -> Apart:
        with self.log.open("w") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__, str(self.state)],
                cwd=PROJECT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        self.port = self._answer()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def link(self, number: str, name: str, qr: str) -> int:
        assert self._process.stdin
        self._process.stdin.write(json.dumps([number, name, qr]) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def stop(self) -> int:
        """Ends it as it ends by itself; the process's status."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.stdin = None
        return self._process.wait(30)

    def memory(self) -> Iterator[bytes]:
        """Each stretch of the process's memory that can be read. Linux only."""
        folder = Path(f"/proc/{self._process.pid}")
        with (folder / "mem").open("rb", 0) as memory:
            for line in (folder / "maps").read_text().splitlines():
                span, rights, *_, name = [*line.split(maxsplit=5), ""][:6]
                if rights.startswith("r") and not name.startswith("[v"):  # the kernel's own
                    start, end = (int(part, 16) for part in span.split("-"))
                    memory.seek(start)
                    yield memory.read(end - start)

    def _answer(self) -> int:
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line, f"the process has ended; it said:\n{self.log.read_text()[-3000:]}"
        return int(line)


def serve(state: Path) -> None:
    logging.basicConfig(level=logging.DEBUG)
    owners: dict[str, Owner] = {}
    with Loopback(state) as loopback:
        sys.stdout.write(f"{loopback.port}\n")
        sys.stdout.flush()
        for line in sys.stdin:
            number, name, qr = json.loads(line)
            if number not in owners:
                owners[number] = Owner(loopback, number, name)
            sys.stdout.write(f"{owners[number].scan(qr)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
