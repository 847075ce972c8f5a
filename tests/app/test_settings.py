"""Settings are checked before anything starts."""

from __future__ import annotations

from dataclasses import Field
from pathlib import Path
from typing import Any

import pytest

from app.settings import (
    Settings,
    SettingsError,
    load,
    markdown,
    shown,
    source,
    table,
    variable,
)
from tests.app.people import SECRET

ENV = {"UBOT_SECRET_KEY": SECRET}
DOCS = Path(__file__).parents[2] / "docs"


def test_the_environment_is_read() -> None:
    found = load({**ENV, "UBOT_VOUCHER_DAYS": "7", "UBOT_PUBLIC_URL": "https://x.example"})
    assert (found.voucher_days, found.public_url) == (7, "https://x.example")
    assert found.broker_socket == "/run/ubot/broker.sock"


def test_without_a_secret_nothing_starts() -> None:
    with pytest.raises(SettingsError, match="UBOT_SECRET_KEY is not set"):
        load({})


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text(SECRET + "\n")
    assert load({"UBOT_SECRET_KEY_FILE": str(path)}).secret_key == SECRET


def test_a_secrets_file_that_is_missing_is_named() -> None:
    with pytest.raises(SettingsError, match="/nowhere, which cannot be read: No such file"):
        load({"UBOT_SECRET_KEY_FILE": "/nowhere"})


def test_a_secret_that_can_be_guessed_is_refused() -> None:
    with pytest.raises(SettingsError, match="too short"):
        load({"UBOT_SECRET_KEY": "secret"})


@pytest.mark.parametrize("value", ["", "x", "-1", "0", "1.5", "9" * 30, "٣"])
def test_a_number_must_be_one_in_its_range(value: str) -> None:
    with pytest.raises(SettingsError, match="UBOT_VOUCHER_DAYS must be a whole number from 1"):
        load({**ENV, "UBOT_VOUCHER_DAYS": value})


SERVICES = '{"ai_url": "https://ai.example/v1", "ai_key": "sk-secret"}'


def test_services_of_bots_are_an_object() -> None:
    found = load({**ENV, "UBOT_BOT_SERVICES": SERVICES})
    assert found.bot_services == {"ai_url": "https://ai.example/v1", "ai_key": "sk-secret"}
    assert load(ENV).bot_services == {}


def test_services_of_bots_may_stand_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "services.json"
    path.write_text(SERVICES)
    found = load({**ENV, "UBOT_BOT_SERVICES_FILE": str(path)})
    assert found.bot_services["ai_key"] == "sk-secret"
    assert "sk-secret" not in repr(found)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("ai_url", "is no JSON object"),
        ("[]", "must be an object"),
        ('{"oracle": "x"}', "there is no service 'oracle'"),
        ('{"ai_key": 5}', "'ai_key' must be a text"),
    ],
)
def test_services_that_are_wrong_are_named(value: str, words: str) -> None:
    with pytest.raises(SettingsError, match=f"UBOT_BOT_SERVICES .*{words}"):
        load({**ENV, "UBOT_BOT_SERVICES": value})


def test_the_secret_is_not_printed() -> None:
    assert SECRET not in repr(Settings(secret_key=SECRET))


def test_every_setting_explains_itself() -> None:
    assert all(f.metadata["help"].endswith(".") for f in table())


def test_the_page_of_settings_is_fresh() -> None:
    """Make it anew: `python -m app.cli settings > docs/settings.md`."""
    assert (DOCS / "settings.md").read_text() == markdown()
    assert all(variable(f.name) in markdown() for f in table())


def setting(name: str) -> Field[Any]:
    return next(f for f in table() if f.name == name)


def test_the_source_of_a_setting_is_told(tmp_path: Path) -> None:
    env = {
        "UBOT_VOUCHER_DAYS": "30",
        "UBOT_PUBLIC_URL": "",
        "UBOT_SECRET_KEY_FILE": str(tmp_path / "secret"),
        "UBOT_BOT_SERVICES": "",
    }
    names = ("voucher_days", "public_url", "secret_key", "bot_services", "events_kept")
    assert [source(setting(name), env) for name in names] == [
        "environment",
        "environment",
        "file",
        "default",
        "default",
    ]
    both = {**env, "UBOT_SECRET_KEY": SECRET}
    assert source(setting("secret_key"), both) == "environment", "as `load` decides it"


def test_what_may_be_shown_of_a_setting_has_no_secret() -> None:
    found = load(
        {
            **ENV,
            "UBOT_BOT_SERVICES": SERVICES,
            "UBOT_DATABASE_URL": "postgresql://ubot:hush@db.example/bots",
        }
    )
    told = {f.name: shown(f, found) for f in table()}
    assert told["secret_key"] == ""
    assert told["bot_services"] == "ai_key, ai_url"
    assert told["database_url"] == "postgresql://ubot:***@db.example/bots"
    assert told["voucher_days"] == "30"
