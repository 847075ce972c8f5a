"""One child process: limited before it begins, watched, and gone afterwards with its children.

The limits are set by prlimit(1), which execs the program: a function between fork and exec is not
safe in a process with threads, Go's among them. The system call is allowed in a bot's unit;
setpriority(2) is not, and then the unit's own niceness has to do.
"""

from __future__ import annotations

import contextlib
import logging
import os
import select
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from botinstance.tools.limits import NICE, TOO_HUNGRY, TOO_LARGE, TOO_LONG, Limits
from botinstance.usererror import UserError

log = logging.getLogger(__name__)

WATCH = 0.1  # seconds between two looks at a process
_PAGE = os.sysconf("SC_PAGESIZE")
_PGRP, _RSS = 2, 21  # fields of /proc/PID/stat behind the name; ref: man 5 proc
_SAID = {
    -signal.SIGXCPU: TOO_LONG,
    -signal.SIGXFSZ: TOO_LARGE,
    -signal.SIGKILL: TOO_HUNGRY,  # not by us: by the kernel, which is out of memory
}


class ToolError(Exception):
    """The program ended with an error."""


class Ended(NamedTuple):
    status: int
    output: bytes
    errors: str  # the end of what it wrote on stderr


def execute(
    argv: Sequence[str],
    data: Sequence[bytes],
    folder: Path,
    seconds: float,
    limits: Limits,
    environment: Mapping[str, str],
) -> Ended:
    """Run `argv` in `folder`, with `data` on stdin. Raises UserError where it wants too much.

    Streams are unnamed files, not pipes: the kernel caps what is written, nobody has to pump, and
    a program that neither reads nor writes cannot block anybody.
    """
    with contextlib.ExitStack() as files:
        stdin, stdout, stderr = (files.enter_context(tempfile.TemporaryFile()) for _ in range(3))
        stdin.writelines(data)
        stdin.seek(0)
        child = subprocess.Popen(
            [*limits.prlimit(seconds), *argv],
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            cwd=folder,
            env=_environment(folder, environment),
            start_new_session=True,
        )
        try:
            _lower(child.pid)
            _watch(child.pid, stdout, folder, seconds, limits)
        finally:
            _kill(child)
        if _size(stdout) > limits.output:
            raise UserError(TOO_LARGE)
        if child.returncode in _SAID:
            log.warning("%s was ended by %s", argv[0], signal.Signals(-child.returncode).name)
            raise UserError(_SAID[child.returncode])
        stdout.seek(0)
        stderr.seek(max(0, _size(stderr) - 4000))
        return Ended(child.returncode, stdout.read(), stderr.read().decode(errors="replace"))


def _environment(folder: Path, more: Mapping[str, str]) -> dict[str, str]:
    """What the bot is told in its environment is not for the programs of others."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "MALLOC_ARENA_MAX": "2",  # threads would reserve 64 MiB of address space each
        **more,
    }


def _lower(pid: int) -> None:
    """The bot comes first: on the processor, and where memory runs out."""
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, pid, NICE)
    with contextlib.suppress(OSError):
        Path(f"/proc/{pid}/oom_score_adj").write_text("1000")


def _watch(pid: int, stdout: IO[bytes], folder: Path, seconds: float, limits: Limits) -> None:
    """Return when the process has ended. Raises UserError."""
    deadline = time.monotonic() + seconds
    fd = os.pidfd_open(pid)
    try:
        poll = select.poll()
        poll.register(fd, select.POLLIN)
        while not poll.poll(1000 * max(0.0, min(WATCH, deadline - time.monotonic()))):
            if time.monotonic() >= deadline:
                raise UserError(TOO_LONG)
            if _resident(pid) > limits.resident:
                raise UserError(TOO_HUNGRY)
            if _size(stdout) > limits.output or _used(folder) > limits.files:
                raise UserError(TOO_LARGE)
    finally:
        os.close(fd)


def _kill(child: subprocess.Popen[bytes]) -> None:
    """End the whole group. The child is not reaped yet, so its number is nobody else's."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _resident(group: int) -> int:
    """Bytes of memory that the processes of a group use."""
    total = 0
    for name in os.listdir("/proc"):
        if name.isdecimal():
            with contextlib.suppress(OSError):  # it has ended meanwhile
                fields = Path(f"/proc/{name}/stat").read_text().rpartition(") ")[2].split()
                total += int(fields[_RSS]) * _PAGE if int(fields[_PGRP]) == group else 0
    return total


def _used(folder: Path) -> int:
    """Bytes of all files under `folder`."""
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):  # it was removed meanwhile
                total += Path(parent, name).lstat().st_size
    return total


def _size(file: IO[bytes]) -> int:
    return os.fstat(file.fileno()).st_size
