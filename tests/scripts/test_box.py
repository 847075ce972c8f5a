"""The disposable box: a box in the box that the tests run in."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.until import until

pytestmark = pytest.mark.systemd
ROOT = Path(__file__).parent.parent.parent
BOX = str(ROOT / "scripts/box")


def box(*argv: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([BOX, *argv], capture_output=True, text=True, timeout=90, check=False)


def test_it_works() -> None:
    done = box("--", "systemctl", "is-system-running")
    assert done.stdout.strip() in ("running", "degraded"), done.stderr


def test_the_commands_exit_status_is_passed_on() -> None:
    assert box("--", "sh", "-c", "exit 42").returncode == 42


def test_it_needs_no_standard_input() -> None:
    shell = f"exec {BOX} -- echo without <&-"
    done = subprocess.run(
        ["bash", "-c", shell], capture_output=True, text=True, timeout=90, check=False
    )
    assert done.stdout == "without\n", done.stderr


def test_what_is_written_inside_is_not_there_outside() -> None:
    assert box("--", "sh", "-c", "touch /etc/planted && ls /etc/planted").returncode == 0
    assert not Path("/etc/planted").exists()


def test_a_bound_folder_is_shown_and_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "shown").write_text("what is there")
    command = "cat /there/shown && touch /there/planted"
    done = box("--bind", f"{tmp_path}:/there", "--", "sh", "-c", command)
    assert done.stdout == "what is there"
    assert "Read-only" in done.stderr
    assert not (tmp_path / "planted").exists()


def test_memory_limits_are_enforced() -> None:
    greedy = "x = bytearray(200 << 20)"
    done = box("--", "systemd-run", "--wait", "--quiet", "-p", "MemoryMax=50M",
               "-p", "MemorySwapMax=0", "/usr/bin/python3", "-c", greedy)  # fmt: skip
    assert done.returncode != 0


def test_a_wrong_call_says_what_is_wrong() -> None:
    assert "which command" in box().stderr
    assert "no option --nonsense" in box("--nonsense").stderr
    done = box("enter", "--name", "nobody", "true")
    assert (done.returncode, "no box called nobody" in done.stderr) == (125, True)


def test_a_command_can_be_run_in_a_box_that_runs_and_a_killed_script_leaves_nothing() -> None:
    script = subprocess.Popen([BOX, "--name", "t1", "--", "sleep", "600"])
    try:
        init = Path("/run/ubot-box/t1/init")
        until(init.exists, "the box is up")
        inside = box("enter", "--name", "t1", "hostname")
        assert inside.stdout.strip() == "ubot-box"
        pid = int(init.read_text())
    finally:
        os.kill(script.pid, signal.SIGKILL)
        script.wait()
    until(lambda: not Path(f"/proc/{pid}").exists(), "all of the box is gone")
    assert box("--name", "t1", "--", "true").returncode == 0, "its name is free again"
