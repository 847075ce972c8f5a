"""A broker that starts nothing, behind a real socket: `python -m tests.app.bench.standin PATH`."""

from __future__ import annotations

import os
import pwd
import socket
import sys

from units.broker import _Server
from units.memory import MemoryBroker


def main(path: str) -> None:
    user = pwd.getpwuid(os.geteuid()).pw_name
    with socket.create_server(path, family=socket.AF_UNIX) as listening:
        _Server(listening, MemoryBroker(), user).serve_forever()


if __name__ == "__main__":
    main(sys.argv[1])
