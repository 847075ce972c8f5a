"""What is said of a bot's unit before systemd hears it."""

from __future__ import annotations

import ipaddress
from pathlib import Path

import pytest

from units import properties, settings
from units.settings import Loopback, Settings

BOT = "00000000-0000-4000-8000-000000000007"


def environment(s: Settings) -> dict[str, str]:
    return dict(e.split("=", 1) for e in dict(properties.bot(BOT, 70001, s))["Environment"])


def allowed(s: Settings) -> list[str]:
    rows = dict(properties.bot(BOT, 70001, s))["IPAddressAllow"]
    return [f"{ipaddress.ip_address(bytes(address))}/{prefix}" for _, address, prefix in rows]


def test_a_production_bot_knows_nothing_of_a_sandbox() -> None:
    assert not {"HTTPS_PROXY", "SSL_CERT_FILE", "UBOT_LOOPBACK_ROOT"} & set(
        environment(Settings())
    )
    assert "127.0.0.1/32" not in allowed(Settings())


def test_a_sandbox_bot_is_pointed_at_it_at_exec() -> None:
    s = Settings(loopback=Loopback("http://127.0.0.1:9", "/run/ubot-sandbox/public"))
    assert environment(s)["HTTPS_PROXY"] == "http://127.0.0.1:9"
    assert environment(s)["UBOT_LOOPBACK_ROOT"] == "/run/ubot-sandbox/public/root.pub"
    assert "127.0.0.1/32" in allowed(s)


def test_no_secret_stands_in_the_environment() -> None:
    assert not [name for name in environment(Settings()) if "TOKEN" in name or "SECRET" in name]


def test_a_private_service_that_the_operator_names_is_reached() -> None:
    s = Settings(private_services=("192.168.1.5:11434", "[fd00::5]:80"))
    assert {"192.168.1.5/32", "fd00::5/128"} <= set(allowed(s))
    assert environment(s)["UBOT_WEB_ALLOW"] == "192.168.1.5:11434,[fd00::5]:80"
    assert "UBOT_WEB_ALLOW" not in environment(Settings())


@pytest.mark.parametrize(
    "value", ['"x"', '["localhost:1"]', '["10.0.0.1"]', "[5]", '["10.0.0.1:"]']
)
def test_a_private_service_is_an_address_and_a_port(tmp_path: Path, value: str) -> None:
    path = tmp_path / "broker.json"
    path.write_text(f'{{"private_services": {value}}}')
    path.chmod(0o644)
    with pytest.raises(ValueError, match="private_services is a list like"):
        settings.load(path)


def test_name_servers_are_found(tmp_path: Path) -> None:
    conf = tmp_path / "resolv.conf"
    conf.write_text("search x\nnameserver 192.168.1.1\nnameserver fd00::1\n# nameserver 9.9.9.9\n")
    assert properties.name_servers(conf) == ["192.168.1.1", "fd00::1"]
    assert properties.name_servers(tmp_path / "none") == []


def test_settings_that_others_may_write_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "broker.json"
    path.write_text("{}")
    path.chmod(0o666)
    with pytest.raises(ValueError, match="writable by nobody else"):
        settings.load(path)


def test_an_unknown_setting_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "broker.json"
    path.write_text('{"pyhton": "/bin/sh"}')
    path.chmod(0o644)
    with pytest.raises(ValueError, match="pyhton"):
        settings.load(path)
