"""The unit properties of one bot: what it is, how it lives, what it may use, what it may see.

ref: man 5 systemd.exec, systemd.resource-control, systemd.service. Exposure by
`systemd-analyze security` is held under 2.0 by a test.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from botinstance.contract import exits, ids
from units.settings import Settings, address_of
from units.systemd import Properties, command, merged, networks, seconds

MIB = 1 << 20
_BIND_RECURSIVE = 0x4000  # MS_REC

# Where a bot has no business: the host, its neighbours, link-local, and their IPv6 kin.
_PRIVATE = (
    "127.0.0.0/8",
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "100.64.0.0/10",
    "169.254.0.0/16",
    "::1/128",
    "fc00::/7",
    "fe80::/10",
)


def bot(bot_id: str, uid: int, settings: Settings) -> Properties:
    """`bot-<uuid>.service`: restarted on failure, watched, ready once WhatsApp is connected."""
    return merged(
        _what("run", bot_id, uid, settings),
        [
            ("Description", f"WhatsApp bot {bot_id}"),
            ("WatchdogUSec", seconds(60)),
            ("TimeoutStartUSec", seconds(60)),  # the bot extends it while WhatsApp is out of reach
            ("TimeoutStopUSec", seconds(15)),
        ],
        _restart(),
        _resources(settings),
        _files(bot_id, settings),
        _kernel(),
        _network(settings),
    )


def pairing(bot_id: str, uid: int, settings: Settings) -> Properties:
    """`bot-<uuid>-pair.service`: shows codes, ends by itself. An unpaired client cannot be stopped
    from within, so it is killed hard after a moment."""
    return merged(
        _what("pair", bot_id, uid, settings),
        [
            ("Description", f"Linking of WhatsApp bot {bot_id}"),
            ("TimeoutStartUSec", seconds(180)),
            ("TimeoutStopUSec", seconds(5)),
            ("RuntimeMaxUSec", seconds(300)),
        ],
        _restart(),
        _resources(settings),
        _files(bot_id, settings),
        _kernel(),
        _network(settings),
    )


def _what(mode: str, bot_id: str, uid: int, settings: Settings) -> Properties:
    return [
        ("Type", "notify"),
        ("NotifyAccess", "main"),
        ("ExecStart", command(settings.python, "-m", "botinstance", mode, ids.folder(bot_id))),
        ("WorkingDirectory", settings.code),
        ("Environment", environment(bot_id, settings)),
        ("User", str(uid)),
        ("Group", str(uid)),
        ("UMask", 0o077),
        ("Slice", "bots.slice"),
        ("SyslogIdentifier", f"bot-{bot_id}"),
        ("LogRateLimitIntervalUSec", seconds(30)),
        ("LogRateLimitBurst", 2000),
        # A unit that failed stays loaded, with its exit status, until it is started again.
        ("CollectMode", "inactive"),
    ]


def environment(bot_id: str, settings: Settings) -> list[str]:
    """Read at exec by Go as well, so this is the only place for it. Any user may read it."""
    environment = [
        f"HOME={ids.folder(bot_id)}/data",
        "LANG=C.UTF-8",
        "PYTHONUNBUFFERED=1",
        "PYTHONDONTWRITEBYTECODE=1",
        f"UBOT_EVENTS={settings.events}",
        # Go's heap of one client is small: collect early, run on one processor, fewer arenas.
        "GOGC=50",
        "GOMEMLIMIT=32MiB",  # far above what it holds, but for a large file that it sends
        "GOMAXPROCS=1",
        "MALLOC_ARENA_MAX=2",
        "NEONIZE_BOT_TAG=off",  # do not mark every message as a business bot's
    ]
    if settings.private_services:
        environment.append(f"UBOT_WEB_ALLOW={','.join(settings.private_services)}")
    if settings.loopback:
        environment += [
            f"HTTPS_PROXY={settings.loopback.proxy}",
            f"SSL_CERT_FILE={settings.loopback.public}/ca.pem",
            "SSL_CERT_DIR=/nonexistent",
            f"UBOT_LOOPBACK_ROOT={settings.loopback.public}/root.pub",
        ]
    return environment


def _restart() -> Properties:
    return [
        ("Restart", "on-failure"),
        ("RestartUSec", seconds(2)),
        ("StartLimitIntervalUSec", seconds(300)),
        ("StartLimitBurst", 10),
        # Logged out, replaced, banned, …: coming back would change nothing, or make it worse.
        ("RestartPreventExitStatus", ([int(status) for status in exits.NO_RESTART], [])),
        ("KillMode", "mixed"),
    ]


def _resources(settings: Settings) -> Properties:
    return [
        ("MemoryAccounting", True),
        ("CPUAccounting", True),
        ("TasksAccounting", True),
        ("MemoryHigh", settings.memory_mib * MIB * 4 // 5),
        ("MemoryMax", settings.memory_mib * MIB),
        ("MemorySwapMax", 0),
        ("TasksMax", settings.tasks),
        ("CPUQuota", settings.cpu),
        ("CPUWeight", 50),
        ("IOWeight", 50),
        ("LimitNOFILE", 1024),
        ("LimitCORE", 0),  # a core would hold keys
        ("Nice", 5),
        ("OOMPolicy", "continue"),  # a program that eats too much dies alone
        ("OOMScoreAdjust", 300),
    ]


def _files(bot_id: str, settings: Settings) -> Properties:
    """The system read-only; homes, /opt and /var empty but for the bot's folder and the code."""
    folder = ids.folder(bot_id)
    shown = [settings.code, str(Path(settings.events).parent)]
    if settings.loopback:
        shown.append(settings.loopback.public)
    return [
        ("ProtectSystem", "strict"),
        ("ProtectHome", "tmpfs"),
        ("PrivateTmp", True),
        ("PrivateDevices", True),
        (
            "TemporaryFileSystem",
            [
                ("/opt", "ro,mode=0755"),
                ("/srv", "ro"),
                ("/mnt", "ro"),
                ("/media", "ro"),
                ("/var", "ro,mode=0755"),
                # PrivateDevices keeps the host's /dev/shm
                ("/dev/shm", "mode=1777,size=8M,nosuid,nodev,noexec"),
            ],
        ),
        (
            "BindReadOnlyPaths",
            [(path, path, False, _BIND_RECURSIVE) for path in [folder, *shown]],
        ),
        ("BindPaths", [(f"{folder}/{d}", f"{folder}/{d}", False, 0) for d in ("store", "data")]),
        (
            "InaccessiblePaths",
            [
                "-/etc/ubot",
                "-/etc/ssh",
                "-/boot",
                "-/run/ubot",
                "-/run/ubot-worker",
                "-/run/dbus",
                "-/run/systemd/private",
                "-/run/log",
            ],
        ),
        ("NoExecPaths", [folder, "/tmp", "/var/tmp"]),
    ]


def _kernel() -> Properties:
    return [
        ("NoNewPrivileges", True),
        ("PrivateUsers", True),
        ("CapabilityBoundingSet", 0),
        ("AmbientCapabilities", 0),
        ("ProtectKernelTunables", True),
        ("ProtectKernelModules", True),
        ("ProtectKernelLogs", True),
        ("ProtectControlGroups", True),
        ("ProtectClock", True),
        ("ProtectHostname", True),
        ("ProtectProc", "invisible"),
        ("ProcSubset", "pid"),
        ("RestrictNamespaces", 0),
        ("RestrictRealtime", True),
        ("RestrictSUIDSGID", True),
        ("LockPersonality", True),
        ("MemoryDenyWriteExecute", True),
        ("PrivateIPC", True),
        ("RemoveIPC", True),
        ("KeyringMode", "private"),
        ("DevicePolicy", "closed"),
        ("SystemCallArchitectures", ["native"]),
        ("SystemCallFilter", (True, ["@system-service"])),
        (
            "SystemCallFilter",
            (False, ["@privileged", "@resources", "@mount", "@obsolete", "@debug", "@keyring"]),
        ),
        ("SystemCallErrorNumber", 1),  # EPERM: a refusal, not a kill
        ("RestrictAddressFamilies", (True, ["AF_UNIX", "AF_INET", "AF_INET6"])),
    ]


def _network(settings: Settings) -> list[tuple[str, Any]]:
    """The internet, and of private addresses only the name servers of the host and what the
    operator names; on the sandbox network the loopback as well, since there is nothing else."""
    allowed = [*name_servers(), *map(address_of, settings.private_services)]
    if settings.loopback:
        allowed.append("127.0.0.1/32")
    return [
        ("IPAddressDeny", networks(*_PRIVATE)),
        ("IPAddressAllow", networks(*allowed)),
    ]


def name_servers(path: Path = Path("/etc/resolv.conf")) -> list[str]:
    """The addresses on the `nameserver` lines; none where there is no such file."""
    if not os.access(path, os.R_OK):
        return []
    found = re.findall(r"^nameserver\s+([0-9a-fA-F.:]+)\s*$", path.read_text(), re.MULTILINE)
    return list(dict.fromkeys(found))
