"""The broker's own settings, in a file that only root may write: `/etc/ubot/broker.json`.

Nothing in it comes over the socket, so whoever may speak to the broker cannot choose what it runs.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any

PATH = Path("/etc/ubot/broker.json")


@dataclass(frozen=True)
class Loopback:
    """The sandbox network: its proxy, and the folder with its `ca.pem` and `root.pub`."""

    proxy: str
    public: str


@dataclass(frozen=True)
class Settings:
    code: str = "/opt/unfiltered-bytzz"  # the read-only install that all bots run
    python: str = "/opt/unfiltered-bytzz/venv/bin/python"
    events: str = "/run/ubot-events/events.sock"
    web_user: str = "ubot"  # besides root the only user whose verbs are taken
    state: str = "/var/lib/ubot-broker"
    bots: str = "/opt"
    userdb: str = "/etc/userdb"
    memory_mib: int = 384  # hard limit of one bot and the programs that it starts
    tasks: int = 96
    cpu: float = 0.5  # of one processor
    # "address:port" of services on private networks that bots may ask, such as a language model
    private_services: tuple[str, ...] = ()
    loopback: Loopback | None = field(default=None)


def load(path: Path = PATH) -> Settings:
    """The defaults with what the file says. Raises ValueError with a sentence for the operator."""
    if not path.exists():
        return Settings()
    status = path.stat()
    if status.st_uid != os.geteuid() or status.st_mode & 0o022:
        raise ValueError(f"{path} must belong to root and be writable by nobody else")
    values: dict[str, Any] = json.loads(path.read_text())
    unknown = set(values) - set(Settings.__dataclass_fields__)
    if unknown:
        raise ValueError(f"{path}: there is no setting called {sorted(unknown)[0]}")
    if values.get("loopback"):
        values["loopback"] = Loopback(**values["loopback"])
    services = values.get("private_services", [])
    if not isinstance(services, list) or not all(map(_is_service, services)):
        raise ValueError(f'{path}: private_services is a list like ["192.168.1.5:11434"]')
    return Settings(**values | {"private_services": tuple(services)})


def address_of(service: str) -> str:
    """The address in "192.168.1.5:11434" or "[fd00::5]:11434"."""
    return service.rpartition(":")[0].strip("[]")


def _is_service(value: object) -> bool:
    if not isinstance(value, str) or not value.rpartition(":")[2].isdecimal():
        return False
    try:
        ip_address(address_of(value))
    except ValueError:
        return False
    return True
