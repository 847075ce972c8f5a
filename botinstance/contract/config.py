"""A bot's configuration: what stands in its `config.json`, and what the broker accepts."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from botinstance.contract import dashboard, feature, ids, service
from botinstance.contract.problem import Invalid, get_int, get_object, get_str

FORMAT = 1  # of this file; raised when a field changes its meaning


@dataclass(frozen=True)
class BotConfig:
    """Everything a bot is told. `version` grows with each change, so that old news is known."""

    id: str
    version: int
    name: str
    features: dict[str, bool]
    events_token: str  # proves to the platform that an event is this bot's
    prefix: str = "."
    owner: str = ""  # digits of the owner's number; empty: whoever paired the bot
    services: dict[str, str] = field(default_factory=dict)  # the operator's: contract/service.py
    settings: dict[str, dict[str, Any]] = field(default_factory=dict)  # contract/dashboard.py
    format: int = field(default=FORMAT)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    def dumps(self) -> str:
        return json.dumps(self.to_json(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"

    def enabled(self, name: str) -> bool:
        return self.features.get(name, feature.default(name))


def from_json(value: object) -> BotConfig:
    """A checked config. Raises Invalid with the key that is wrong; unknown keys are refused."""
    obj = get_object(value, "the config")
    unknown = set(obj) - set(BotConfig.__dataclass_fields__)
    if unknown:
        raise Invalid(f"unknown key '{sorted(unknown)[0][:40]}' in the config")
    if get_int(obj, "format", least=1, most=FORMAT) != FORMAT:
        raise Invalid("'format' of the config is not known")
    owner = obj.get("owner", "")
    return BotConfig(
        id=ids.bot_id(obj.get("id")),
        version=get_int(obj, "version", least=1, most=2**53),
        name=get_str(obj, "name", most=64),
        features=feature.toggles(obj.get("features")),
        events_token=get_str(obj, "events_token", least=32, most=128),
        prefix=get_str(obj, "prefix", most=3),
        owner=ids.phone_number(owner) if owner else "",
        services=service.checked(obj.get("services", {})),
        settings=dashboard.wanted(obj.get("settings", {})),
        format=FORMAT,
    )


def loads(text: str) -> BotConfig:
    """Raises Invalid, also where `text` is not JSON."""
    try:
        return from_json(json.loads(text))
    except json.JSONDecodeError as error:
        raise Invalid(f"the config is not JSON: {error}") from None


@dataclass(frozen=True)
class PairRequest:
    """How the pairing unit shall link: by QR, or by a code for the phone with this number.

    With `anew`, a uuid, a link that there is already is given up first; once for each uuid, so
    that a pairing unit that is restarted does not give up the link that it has just made."""

    method: str  # "qr" | "code"
    phone: str = ""
    anew: str = ""

    def dumps(self) -> str:
        return json.dumps(asdict(self)) + "\n"


def pair_request(value: object) -> PairRequest:
    """Raises Invalid."""
    obj = get_object(value, "the pairing request")
    method, anew = obj.get("method"), obj.get("anew") or ""
    if anew:
        ids.bot_id(anew)
    if method == "qr":
        return PairRequest("qr", anew=anew)
    if method == "code":
        return PairRequest("code", ids.phone_number(obj.get("phone")), anew)
    raise Invalid("'method' must be qr or code")
