"""Stands in for a bot and tries what a bot must not be able to do; `data/found.json` tells.

Runs with the very unit properties of a bot. Its argument is the folder; what to try beside what it
knows stands in `data/try.json`: {"paths": [...], "addresses": [[host, port], ...]}.
"""

import json
import mmap
import os
import pathlib
import socket
import subprocess
import sys
from collections.abc import Callable
from typing import Any

folder = pathlib.Path(sys.argv[2])
asked = json.loads((folder / "data/try.json").read_text())


def tried(action: Callable[[], Any]) -> str:
    try:
        action()
    except (OSError, subprocess.SubprocessError) as error:
        return type(error).__name__
    return "done"


def look(path: str) -> object:
    return os.listdir(path) if pathlib.Path(path).is_dir() else pathlib.Path(path).read_bytes()


def connect(host: str, port: int) -> None:
    socket.create_connection((host, port), timeout=1).close()


def unix(path: str) -> None:
    with socket.socket(socket.AF_UNIX) as s:
        s.connect(path)


found = {
    "uid": os.getuid(),
    "opt": sorted(os.listdir("/opt")),
    "home": os.listdir("/home"),
    "tmp": os.listdir("/tmp"),
    "processes": len([name for name in os.listdir("/proc") if name.isdigit()]),
    "read": {path: tried(lambda path=path: look(path)) for path in asked["paths"]},
    "connect": {f"{h}:{p}": tried(lambda h=h, p=p: connect(h, p)) for h, p in asked["addresses"]},
    "unix": {path: tried(lambda path=path: unix(path)) for path in asked["sockets"]},
    "write": {
        path: tried(lambda path=path: pathlib.Path(path).write_text("x"))
        for path in (
            str(folder / "planted"),
            str(folder / "config.json"),
            "/etc/planted",
            "/usr/planted",
            str(pathlib.Path.cwd() / "planted"),
            str(folder / "data/own"),
            str(folder / "store/own"),
        )
    },
    "do": {
        "own config": tried(lambda: look(str(folder / "config.json"))),
        "become root": tried(lambda: os.setuid(0)),
        "signal init": tried(lambda: os.kill(1, 0)),
        "memory that is written and run": tried(
            lambda: mmap.mmap(-1, 4096, prot=mmap.PROT_WRITE | mmap.PROT_EXEC)
        ),
        "mount": tried(lambda: subprocess.run(["mount", "-t", "tmpfs", "x", "/tmp"], check=True)),
        "namespace": tried(lambda: subprocess.run(["unshare", "-U", "true"], check=True)),
        "raw socket": tried(lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)),
        "ffmpeg": tried(lambda: subprocess.run(["ffmpeg", "-version"], check=True)),
    },
}
(folder / "data/found.json").write_text(json.dumps(found))
with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as s:
    s.sendto(b"READY=1", os.environ["NOTIFY_SOCKET"])
