"""systemd's manager over D-Bus: transient units, stopping, states. Knows units, not bots.

ref: man 5 org.freedesktop.systemd1
"""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from pystemd.dbusexc import DBusBaseError
from pystemd.dbuslib import DBus, apply_signature, path_encode
from pystemd.systemd1 import Manager
from pystemd.systemd1.unit_signatures import KNOWN_UNIT_SIGNATURES

from units.protocol import BrokerError, UnitState

_DESTINATION = b"org.freedesktop.systemd1"
_MANAGER = b"org.freedesktop.systemd1.Manager"
_UNIT = b"org.freedesktop.systemd1.Unit"
_SERVICE = b"org.freedesktop.systemd1.Service"
_UNSET = 2**64 - 1  # how systemd says "not available", or "without limit", in a number

# Types of properties that systemd 252 takes on transient units and pystemd 0.15 does not know.
for _name, _signature in {
    b"ProtectProc": b"s",
    b"ProcSubset": b"s",
    b"ProtectKernelLogs": b"b",
    b"ProtectClock": b"b",
    b"ProtectHostname": b"b",
    b"RestrictSUIDSGID": b"b",
    b"RestrictAddressFamilies": b"(bas)",
    b"RestrictNamespaces": b"t",
    b"SystemCallErrorNumber": b"i",
    b"CapabilityBoundingSet": b"t",
    b"UMask": b"u",
    b"CPUWeight": b"t",
    b"IOWeight": b"t",
    b"OOMPolicy": b"s",
    b"OOMScoreAdjust": b"i",
    b"LogRateLimitIntervalUSec": b"t",
    b"LogRateLimitBurst": b"u",
    b"NoExecPaths": b"as",
}.items():
    KNOWN_UNIT_SIGNATURES.setdefault(_name, _signature)

Properties = Sequence[tuple[str, Any]]


class _Pairs(list[tuple[str, Any]]):
    """What pystemd asks of a dict; a name may come twice: a filter that allows, then denies."""

    def items(self) -> Iterator[tuple[bytes, Any]]:
        return ((name.encode(), value) for name, value in self)


class Systemd:
    """One connection to the manager. Not for several threads: open one for each piece of work."""

    def __init__(self, bus: DBus) -> None:
        self._bus = bus

    def _call(self, method: bytes, signature: bytes, *args: Any) -> Any:
        arguments = apply_signature(signature, list(args))
        message = self._bus.call_method(
            _DESTINATION, b"/org/freedesktop/systemd1", _MANAGER, method, arguments
        )
        return message.body

    def start_transient(self, unit: str, properties: Properties, timeout: float = 30.0) -> None:
        """Start `unit` anew with these properties, whatever state an older one of its name is in.

        Returns when systemd has taken the job. Raises BrokerError.
        """
        end = time.monotonic() + timeout
        while True:
            try:
                manager = Manager(bus=self._bus)
                manager.StartTransientUnit(_MANAGER, unit.encode(), b"fail", _Pairs(properties))
                return
            except DBusBaseError as error:
                if error.errno != -errno.EEXIST or time.monotonic() > end:
                    raise BrokerError(
                        "systemd", f"systemd did not start {unit}: {error}"
                    ) from error
            # An older unit is still loaded: running, failed, or about to be restarted.
            self.stop([unit], timeout)
            time.sleep(0.02)  # until PID 1 has collected it

    def stop(self, units: Sequence[str], timeout: float = 30.0) -> None:
        """Stop `units`, wait until they are down, forget their failures. Raises BrokerError."""
        for unit in units:
            self._ignoring_unknown(b"StopUnit", b"ss", unit.encode(), b"replace")
        end = time.monotonic() + timeout
        while any(state.alive for state in self._listed(units).values()):
            if time.monotonic() > end:
                raise BrokerError("systemd", f"{units[0]} does not stop")
            time.sleep(0.02)
        for unit in units:
            self._ignoring_unknown(b"ResetFailedUnit", b"s", unit.encode())

    def _ignoring_unknown(self, method: bytes, signature: bytes, *args: Any) -> None:
        try:
            self._call(method, signature, *args)
        except DBusBaseError as error:
            if error.errno not in (-errno.ENOENT, -errno.EBADR):  # EBADR: no such unit is loaded
                raise BrokerError("systemd", f"systemd refused: {error}") from error

    def _listed(self, units: Sequence[str]) -> dict[str, UnitState]:
        rows = self._call(b"ListUnitsByNames", b"as", [unit.encode() for unit in units])
        return {
            row[0].decode(): UnitState(active=row[3].decode(), sub=row[4].decode()) for row in rows
        }

    def states(self, units: Sequence[str]) -> dict[str, UnitState]:
        """What each of `units` does now. A unit that is not loaded is `inactive`."""
        if not units:
            return {}
        gone = UnitState()
        listed = self._listed(units).items()
        return {unit: s if s == gone else self._details(unit, s) for unit, s in listed}

    def _details(self, unit: str, listed: UnitState) -> UnitState:
        """Each property is a question of its own, so only those are asked for that tell something
        of a unit in this state."""
        known = self._life(unit, listed)
        if known.active != "active":
            known = self._end(unit, known)
        return self._use(unit, known) if known.pid else known

    def _life(self, unit: str, known: UnitState) -> UnitState:
        since = self._get(unit, _UNIT, "StateChangeTimestamp", "t")
        beat = self._get(unit, _SERVICE, "WatchdogTimestamp", "t")
        return replace(
            known,
            pid=self._get(unit, _SERVICE, "MainPID", "u"),
            restarts=self._get(unit, _SERVICE, "NRestarts", "u"),
            text=self._get(unit, _SERVICE, "StatusText", "s").decode("utf-8", "replace"),
            since=since / 1e6 if since else None,
            beat=beat / 1e6 if beat else None,
        )

    def _end(self, unit: str, known: UnitState) -> UnitState:
        return replace(
            known,
            result=self._get(unit, _SERVICE, "Result", "s").decode(),
            exit_status=self._get(unit, _SERVICE, "ExecMainStatus", "i"),
        )

    def _use(self, unit: str, known: UnitState) -> UnitState:
        nanoseconds = self._number(unit, "CPUUsageNSec")
        cpu = _cpu_of(known.pid) if nanoseconds is None else nanoseconds / 1e9
        return replace(
            known,
            memory=self._number(unit, "MemoryCurrent"),
            memory_max=self._number(unit, "MemoryMax"),
            tasks=self._number(unit, "TasksCurrent"),
            cpu=cpu,
        )

    def _number(self, unit: str, name: str) -> int | None:
        found: int = self._get(unit, _SERVICE, name, "t")
        return None if found == _UNSET else found

    def _get(self, unit: str, interface: bytes, name: str, kind: str) -> Any:
        path = path_encode(b"/org/freedesktop/systemd1/unit", unit.encode())
        return self._bus.get_property(_DESTINATION, path, interface, name.encode(), kind.encode())


def _cpu_of(pid: int) -> float | None:
    """Seconds of processor time of a process and the children that it has waited for: for hosts
    whose control groups do not count it (cgroup v1 without cpuacct).

    ref: man 5 proc, /proc/pid/stat, fields 14 to 17"""
    try:
        told = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
    except OSError:
        return None
    fields = told.rpartition(")")[2].split()  # from field 3 on: a name may hold anything
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def connect() -> Iterator[Systemd]:
    """A connection to the system's manager. Raises BrokerError where there is none."""
    bus = DBus()
    try:
        bus.open()
    except DBusBaseError as error:
        raise BrokerError("systemd", f"systemd cannot be reached: {error}") from error
    try:
        yield Systemd(bus)
    finally:
        bus.close()


def command(*argv: str) -> list[tuple[str, list[str], bool]]:
    """One command line as ExecStart wants it."""
    return [(argv[0], list(argv), False)]


def networks(*cidrs: str) -> list[tuple[int, list[int], int]]:
    """Networks as IPAddressAllow and IPAddressDeny want them: family, address, prefix length."""
    out = []
    for cidr in cidrs:
        net = ipaddress.ip_network(cidr)
        family = socket.AF_INET if net.version == 4 else socket.AF_INET6
        out.append((int(family), list(net.network_address.packed), net.prefixlen))
    return out


def seconds(value: float) -> int:
    """Microseconds, as systemd wants its times."""
    return int(value * 1_000_000)


def merged(*parts: Iterable[tuple[str, Any]]) -> Properties:
    return [pair for part in parts for pair in part]
