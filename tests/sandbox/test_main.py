"""`python -m sandbox`, as scripts use it."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from tests.until import until

COMMAND = [sys.executable, "-m", "sandbox"]


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_it_says_where_everything_is_and_ends_cleanly(tmp_path: Path, end: signal.Signals) -> None:
    command = [*COMMAND, "--state", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        said = dict(process.stdout.readline().split() for _ in range(4))
        assert list(said) == ["phone", "proxy", "ca", "root"]
        assert len(Path(said["root"]).read_bytes()) == 32
        assert "BEGIN CERTIFICATE" in Path(said["ca"]).read_text()
        assert phones(said["phone"]) == []
        process.send_signal(end)
        assert process.wait(10) == 0


def test_without_a_state_folder_it_leaves_nothing_behind() -> None:
    with subprocess.Popen(COMMAND, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        said = dict(process.stdout.readline().split() for _ in range(4))
        root = Path(said["root"])
        assert root.parent.parent.stat().st_mode & 0o777 == 0o755
        process.terminate()
        assert process.wait(10) == 0
    assert not root.parent.parent.exists()


def test_it_ends_at_once_although_somebody_waits_for_messages() -> None:
    with subprocess.Popen(COMMAND, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        said = dict(process.stdout.readline().split() for _ in range(4))
        address = urlsplit(said["phone"])
        assert address.hostname
        with socket.create_connection((address.hostname, address.port or 0)) as waiting:
            waiting.sendall(
                b"GET /api/phones/15550001/messages?wait=30 HTTP/1.1\r\nHost: localhost\r\n\r\n"
            )
            until(lambda: phones(said["phone"]), "the phone")
            process.terminate()
            assert process.wait(5) == 0


def phones(root: str) -> list[str]:
    with requests.Session() as http:
        http.trust_env = False
        return [p["number"] for p in http.get(f"{root}/api/phones", timeout=10).json()["phones"]]


def test_two_on_one_folder_would_spoil_it(tmp_path: Path) -> None:
    command = [*COMMAND, "--state", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline()
        second = subprocess.run(command, capture_output=True, text=True, timeout=20)
        assert (second.returncode, second.stdout) == (1, "")
        assert f"another sandbox is running on {tmp_path}" in second.stderr
        process.terminate()
        assert process.wait(10) == 0


def test_a_taken_port_is_said_in_words(tmp_path: Path) -> None:
    command = [*COMMAND, "--state", str(tmp_path / "a")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        port = process.stdout.readline().split(":")[-1].strip()
        second = [*COMMAND, "--state", str(tmp_path / "b"), "--port", port]
        result = subprocess.run(second, capture_output=True, text=True, timeout=20)
        assert result.returncode == 1
        assert "cannot start" in result.stderr
        process.terminate()
        assert process.wait(10) == 0


@pytest.mark.parametrize(
    "option",
    [
        ["--port", "70000"],
        ["--qr-refs", "0"],
        ["--qr-next", "-1"],
        ["--qr-late", "x"],
        ["--host", "::"],
    ],
)
def test_a_bad_option_is_refused(option: list[str]) -> None:
    result = subprocess.run([*COMMAND, *option], capture_output=True, text=True, timeout=20)
    assert result.returncode == 2


def test_what_is_not_installed_is_named_and_how_to_install_it() -> None:
    without_packages = [sys.executable, "-S", "-m", "sandbox"]
    done = subprocess.run(without_packages, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "is not installed" in done.stderr
    assert "sandbox/requirements.txt" in done.stderr
    assert "Traceback" not in done.stderr


def test_people_may_appear_by_their_numbers(tmp_path: Path) -> None:
    command = [*COMMAND, "--state", str(tmp_path), "--addressing", "pn"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        root = process.stdout.readline().split()[1]
        with requests.Session() as http:
            http.trust_env = False
            http.get(f"{root}/api/phones/15550002", timeout=10)
            wish = {"by": "15550001", "subject": "Friends", "members": ["15550002"]}
            made = http.post(f"{root}/api/groups", json=wish, timeout=10).json()["group"]
        process.terminate()
    assert made["addressing"] == "pn"
