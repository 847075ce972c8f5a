"""Bots as people get them: redeemed, linked and deployed at the dashboard, started by the broker
under systemd with all its limits. Runs in a box, see scripts/lib/bench-inside."""

from __future__ import annotations

import itertools
import os
import subprocess

from botinstance.contract import feature
from tests.botinstance.bench.memory import Started
from tests.system.conftest import new_voucher
from tests.system.newcomer import Newcomer, wait

_READY = 120.0  # seconds for all of them to be ready, when they start at once


class Host:
    def __init__(self) -> None:
        self._numbers = itertools.count(155500000, 10)
        self._people: list[Newcomer] = []

    def start(self) -> Started:
        """One bot more, deployed while all others run."""
        number = str(next(self._numbers))
        person = Newcomer(
            os.environ["UBOT_TEST_DASHBOARD"],
            os.environ["UBOT_TEST_PHONES"],
            new_voucher(),
            number,
        )
        self._people.append(person)
        for step in (person.redeem, person.scan, person.paired):
            step()
        person.deploy(dict.fromkeys(feature.NAMES, True))
        person.active()
        return _started(person)

    def restart(self) -> list[Started]:
        """All of them stopped, then started at once, as after a reboot."""
        for verb in ("stop", "start"):
            for person in self._people:
                path = f"/api/deployment/{verb}"
                person.dashboard.post(path, sessionId=person.session)
        wait(lambda: all(_show(p)["ActiveState"] == "active" for p in self._people), "all", _READY)
        return [_started(person) for person in self._people]


def _started(person: Newcomer) -> Started:
    """systemd's own measure: from its exec to READY=1."""
    shown = _show(person)
    begun, ready = (
        int(shown[name])
        for name in ("ExecMainStartTimestampMonotonic", "ActiveEnterTimestampMonotonic")
    )
    return Started(int(shown["MainPID"]), (ready - begun) / 1_000_000)


def _show(person: Newcomer) -> dict[str, str]:
    names = "MainPID,ActiveState,ExecMainStartTimestampMonotonic,ActiveEnterTimestampMonotonic"
    argv = ["systemctl", "show", f"--property={names}", f"bot-{person.session}.service"]
    said = subprocess.run(argv, capture_output=True, text=True, check=True).stdout
    return dict(line.split("=", 1) for line in said.splitlines())
