"""Every setting of the platform: its name, type, default and help, in one table."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any

from sqlalchemy.engine import make_url

from botinstance.contract import service
from botinstance.contract.problem import Invalid, Problem

PREFIX = "UBOT_"


class SettingsError(Problem):
    """A setting is missing or wrong; the platform refuses to start."""

    def __init__(self, message: str) -> None:
        super().__init__("settings", message)


def _text(default: str, help_: str) -> Any:
    return field(default=default, metadata={"help": help_})


def _url(default: str, help_: str) -> Any:
    return field(default=default, metadata={"help": help_, "url": True})  # with a password in it


def _number(default: int, least: int, most: int, help_: str) -> Any:
    return field(default=default, metadata={"help": help_, "least": least, "most": most})


def _secret(help_: str) -> Any:
    return field(default="", repr=False, metadata={"help": help_, "secret": True, "least": 32})


def _services(help_: str) -> Any:
    about = {"help": help_, "services": True}
    return field(default_factory=dict, repr=False, metadata=about)  # there are keys in it


@dataclass(frozen=True)
class Settings:
    """What the environment says. A secret has no default: without it nothing starts."""

    secret_key: str = _secret(
        "Signs cookies and the tokens of bots; at least 32 characters. `ubot init` makes one."
    )
    database_url: str = _url(
        "sqlite:////var/lib/unfiltered-bytzz/bot_platform.db",
        "Where the database is: a SQLite file or a PostgreSQL URL.",
    )
    broker_socket: str = _text("/run/ubot/broker.sock", "The socket that the broker listens on.")
    wake_socket: str = _text(
        "/run/ubot-worker/wake.sock", "The worker's datagram socket; a datagram wakes it at once."
    )
    public_url: str = _text(
        "",
        "The address that people type, such as https://bots.example.org. With https, cookies "
        "are sent over TLS only.",
    )
    proxy_hops: int = _number(
        0, 0, 10, "How many reverse proxies stand in front and set X-Forwarded-For; 0 trusts none."
    )
    voucher_days: int = _number(30, 1, 3650, "How many days a new voucher is valid.")
    unknown_vouchers_per_minute: int = _number(
        5, 1, 1000, "How many unknown voucher codes one address may try in a minute."
    )
    pairing_minutes: int = _number(
        10, 1, 120, "How long a pairing unit may run after the last request for a code."
    )
    pairing_waiters: int = _number(
        8,
        1,
        1000,
        "How many requests of one web worker may wait for a code at the same time; less than its "
        "threads, or bots could not report the codes.",
    )
    live_streams: int = _number(
        120,
        1,
        900,
        "How many open pages one web worker keeps up to date through a stream; the others ask now "
        "and then. Each takes a thread.",
    )
    reconcile_seconds: int = _number(2, 1, 3600, "How often the worker compares wish and world.")
    deploy_ready_seconds: int = _number(
        60, 1, 3600, "How long a started bot may take until it is connected to WhatsApp."
    )
    events_kept: int = _number(500, 100, 100_000, "How many events of one bot are kept.")
    bot_services: Mapping[str, str] = _services(
        "Services outside that all bots may use, by their names in "
        "`botinstance/contract/service.py`; `ubot bot renew` hands a change on."
    )


def table() -> tuple[Field[Any], ...]:
    return fields(Settings)


def variable(name: str) -> str:
    """The environment variable of the setting: `voucher_days` → `UBOT_VOUCHER_DAYS`."""
    return PREFIX + name.upper()


def load(env: Mapping[str, str] | None = None) -> Settings:
    """The settings in `env` (default: the process's environment). Raises SettingsError."""
    env = os.environ if env is None else env
    values: dict[str, Any] = {f.name: _read(f, env) for f in table()}
    return Settings(**values)


def source(setting: Field[Any], env: Mapping[str, str] | None = None) -> str:
    """Where `load` finds the value: "environment", "file" or "default"."""
    env = os.environ if env is None else env
    name = variable(setting.name)
    in_file = "secret" in setting.metadata or "services" in setting.metadata
    if env.get(name) or (name in env and not in_file):
        return "environment"
    return "file" if in_file and env.get(f"{name}_FILE") else "default"


def shown(setting: Field[Any], settings: Settings) -> str:
    """The value as it may be shown on a page: of a secret nothing, of services their names, of a
    URL no password."""
    value = getattr(settings, setting.name)
    if setting.metadata.get("secret"):
        return ""
    if setting.metadata.get("services"):
        return ", ".join(sorted(value))
    if setting.metadata.get("url"):
        return make_url(value).render_as_string(hide_password=True)
    return str(value)


def _read(setting: Field[Any], env: Mapping[str, str]) -> Any:
    name = variable(setting.name)
    value = env.get(name)
    if setting.metadata.get("secret"):
        return _checked_secret(setting, value or _from_file(name, env))
    if setting.metadata.get("services"):
        return _checked_services(name, value or _from_file(name, env))
    if value is None:
        return setting.default
    return value if isinstance(setting.default, str) else _whole(setting, value)


def _from_file(name: str, env: Mapping[str, str]) -> str:
    path = env.get(f"{name}_FILE")
    if not path:
        return ""
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not text"
        raise SettingsError(f"{name}_FILE names {path}, which cannot be read: {reason}.") from None


def _checked_secret(setting: Field[Any], value: str) -> str:
    name, least = variable(setting.name), setting.metadata["least"]
    if not value:
        raise SettingsError(
            f"{name} is not set and has no default. Set {name}_FILE to a file that holds it; "
            "`ubot init` makes the file."
        )
    if len(value) < least:
        raise SettingsError(f"{name} is too short: it needs at least {least} characters.")
    return value


def _checked_services(name: str, value: str) -> dict[str, str]:
    try:
        return service.checked(json.loads(value)) if value else {}
    except ValueError as error:
        raise SettingsError(f"{name} is no JSON object: {error}.") from None
    except Invalid as error:
        raise SettingsError(f"{name} is wrong: {error.message}.") from None


def _whole(setting: Field[Any], value: str) -> int:
    least, most = setting.metadata["least"], setting.metadata["most"]
    if value.isascii() and value.isdigit() and len(value) < 10 and least <= int(value) <= most:
        return int(value)
    name = variable(setting.name)
    raise SettingsError(f"{name} must be a whole number from {least} to {most}, not '{value}'.")


def markdown() -> str:
    """The table as it stands in `docs/settings.md`."""
    head = (
        "# Settings\n\nGenerated by `ubot settings`; the source is `app/settings.py`.\n\n"
        "Each setting is an environment variable. A secret, and the JSON of services, may also "
        "stand in a file that `…_FILE` names. A bad value, or a missing secret, refuses to "
        "start.\n\n"
        "| variable | default | range | what |\n|---|---|---|---|\n"
    )
    return head + "".join(_row(f) for f in table())


def _row(setting: Field[Any]) -> str:
    about = setting.metadata
    default = f"`{setting.default}`".replace("``", "empty")
    span = f"{about['least']} to {about['most']}" if "most" in about else "text"
    if about.get("secret"):
        default = "none: a secret"
    elif about.get("services"):
        default, span = "empty", "JSON"
    return f"| `{variable(setting.name)}` | {default} | {span} | {about['help']} |\n"
