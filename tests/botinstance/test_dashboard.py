"""The dashboard and the chats change the same settings, and each learns of the other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from botinstance.contract import dashboard as contract
from botinstance.contract import event
from botinstance.contract.config import BotConfig
from botinstance.contract.problem import Invalid
from botinstance.dashboard import Dashboard
from botinstance.database import Database
from botinstance.events import Events
from botinstance.state import State, state
from tests.botinstance.bots import config

CHAT = "1203630001@g.us"


class World:
    """A bot whose platform writes configs, and what it tells."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.config = config()
        self.told: list[tuple[str, dict[str, Any]]] = []
        self.full = False  # the disk
        self.start()

    def start(self) -> None:
        """Again, too: with what is on disk."""
        self.state: State = state(self.database)
        self._dashboard = Dashboard(self.state.settings, self.state.records, self._events())
        self.told.clear()

    def _events(self) -> Events:
        return self  # type: ignore[return-value]

    def emit(self, name: str, data: dict[str, Any]) -> None:
        if self.full:
            raise OSError("no space is left")
        event.CHECKS[name](data)
        self.told.append((name, data))

    def wish(self, version: int, **texts: str) -> None:
        """What the dashboard writes beside what it has written before."""
        new = {name: {"value": text, "version": version} for name, text in texts.items()}
        wishes = {**self.config.settings, **new}
        self.config = replace(self.config, version=self.config.version + 1, settings=wishes)
        self.look()

    def look(self) -> None:
        self._dashboard.look(self.config)

    def last(self) -> dict[str, Any]:
        return [data for name, data in self.told if name == event.SETTINGS][-1]

    def names(self) -> list[str]:
        names = [name for name, _ in self.told]
        self.told.clear()
        return names


@pytest.fixture
def world(database: Database) -> World:
    made = World(database)
    made.look()
    return made


def test_at_the_start_everything_in_force_is_told(world: World) -> None:
    told = world.last()
    assert told["applied"] == 0
    assert told["secrets"] == []
    shown = {name for name, setting in contract.SHOWN.items() if not setting.secret}
    assert set(told["values"]) == shown
    assert told["values"]["mode"] == "public"
    assert told["values"]["autoread"] == "off"
    assert told["values"]["flood"] == "60"
    assert world.names() == [event.SETTINGS, event.CONFIG]


def test_what_is_wished_for_is_in_force_before_it_is_said_to_be(world: World) -> None:
    world.names()
    world.wish(7, mode="groups", autoread="on", flood="30")
    assert world.state.settings.text("mode") == "groups"
    assert world.state.settings.on("autoread")
    assert world.state.settings.number("flood") == 30
    assert world.last()["applied"] == 7
    assert world.last()["values"]["autoread"] == "on"
    assert world.names() == [event.SETTINGS, event.CONFIG]


def test_a_wish_is_taken_up_once(world: World) -> None:
    world.wish(1, mode="groups")
    world.state.settings.set("mode", "private")  # from a chat
    world.wish(2, flood="30")
    assert world.state.settings.text("mode") == "private"
    assert world.last()["applied"] == 2
    world.start()
    world.look()
    assert world.state.settings.text("mode") == "private"
    assert world.last()["applied"] == 2


def test_nothing_takes_a_setting_back_to_its_default(world: World) -> None:
    world.wish(1, mode="groups", autoreact_emojis="😀")
    world.wish(2, mode="", autoreact_emojis="")
    assert world.last()["values"]["mode"] == "public"
    assert world.last()["values"]["autoreact_emojis"].startswith("👍")


def test_a_change_from_a_chat_is_told(world: World) -> None:
    world.names()
    world.look()
    assert world.names() == []
    world.state.settings.write("mode", "groups")
    world.look()
    assert world.last()["values"]["mode"] == "groups"
    assert world.names() == [event.SETTINGS]
    world.state.settings.reset("mode")
    world.look()
    assert world.last()["values"]["mode"] == "public"


def test_what_was_told_is_not_told_again(world: World) -> None:
    world.names()
    world.state.settings.set("mode", "groups")
    world.state.settings.set("mode", "public")
    world.state.settings.set("away", 3)  # nobody is shown it
    world.state.settings.set("welcome", True, CHAT)
    world.look()
    assert world.names() == []
    world.config = replace(world.config, version=9)
    world.look()
    assert world.names() == [event.CONFIG]


def test_a_look_at_nothing_new_costs_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.state.settings.set("away", 3)
    world.look()
    monkeypatch.setattr(world.state.settings, "get", lambda _: pytest.fail("it was read"))
    world.look()


def test_a_key_is_never_told(world: World) -> None:
    world.wish(1, ai_key="sk-verysecret")
    assert world.state.settings.text("ai_key") == "sk-verysecret"
    assert world.last()["secrets"] == ["ai_key"]
    assert "verysecret" not in str(world.told)
    world.wish(2, ai_key="")
    assert world.last()["secrets"] == []


def test_the_prefix_in_force_is_told(world: World) -> None:
    assert world.last()["values"]["prefix"] == "."
    world.config = replace(world.config, version=5, prefix="#")
    world.look()
    assert world.last()["values"]["prefix"] == "#"
    world.wish(6, prefix="!")
    assert world.last()["values"]["prefix"] == "!"
    world.wish(7, prefix="")
    assert world.last()["values"]["prefix"] == "#"


def test_what_this_version_refuses_is_left_out(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.wish(3, flood="9999999", of_tomorrow="1", sudo="15550001", autoread="on")
    values = world.last()["values"]
    assert (values["flood"], values["autoread"]) == ("60", "on")
    assert world.state.settings.items("sudo") == []
    assert world.last()["applied"] == 3
    for name in ("flood", "of_tomorrow", "sudo"):
        assert f"'{name}'" in caplog.text


def test_a_value_stays_out_of_the_log(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    world.wish(1, ai_key="sk-verysecret\x07", default_welcome_text="verysecret")
    world.wish(2, ai_key="sk-verysecret", ai_url="ftp://verysecret")
    assert "verysecret" not in caplog.text


def test_all_wishes_of_a_version_or_none(
    world: World, monkeypatch: pytest.MonkeyPatch, database: Database
) -> None:
    def crash(*_: object) -> None:
        raise OSError("the process was killed")

    with monkeypatch.context() as patch:
        patch.setattr(world.state.records, "put", crash)
        with pytest.raises(OSError, match="killed"):
            world.wish(1, mode="groups")
    world.start()
    assert world.state.settings.text("mode") == "public"
    world.look()
    assert world.state.settings.text("mode") == "groups"
    assert world.last()["applied"] == 1


def test_what_could_not_be_told_is_told_later(world: World) -> None:
    world.names()
    world.full = True
    with pytest.raises(OSError, match="space"):
        world.wish(1, mode="groups")
    world.full = False
    world.look()
    assert world.names() == [event.SETTINGS, event.CONFIG]
    world.state.settings.set("mode", "private")
    world.full = True
    with pytest.raises(OSError, match="space"):
        world.look()
    world.full = False
    world.look()
    assert world.last()["values"]["mode"] == "private"


@pytest.mark.parametrize(
    "wishes",
    [
        [],
        {"mode": "groups"},
        {"mode": {"value": "groups"}},
        {"mode": {"value": 1, "version": 1}},
        {"mode": {"value": "x" * 1001, "version": 1}},
        {"mode": {"value": "groups", "version": 0}},
        {"Mode!": {"value": "groups", "version": 1}},
        {f"s{number}": {"value": "", "version": 1} for number in range(101)},
    ],
)
def test_a_config_with_wishes_of_another_shape_is_refused(wishes: object) -> None:
    with pytest.raises(Invalid):
        contract.wanted(wishes)


def test_a_config_may_wish_for_what_only_a_newer_bot_knows() -> None:
    wishes = {"of_tomorrow": {"value": "1", "version": 1}}
    assert contract.wanted(wishes) == wishes
    assert BotConfig(**{**config().to_json(), "settings": wishes}).settings == wishes


@pytest.mark.parametrize(
    ("name", "text"),
    [("sudo", "x"), ("nothing", "x"), ("mode", "x"), ("ai_url", "x"), ("ai_model", "a\x00b"),
     ("default_welcome_text", "a\ud800"), ("default_welcome_text", "a" * 1001)],
)  # fmt: skip
def test_a_person_is_told_what_is_no_value(name: str, text: str) -> None:
    with pytest.raises(Invalid):
        contract.value(name, text)


def test_a_text_may_have_lines() -> None:
    assert contract.value("default_welcome_text", " Hello\r\n&user ") == "Hello\n&user"


@pytest.mark.parametrize(
    "told",
    [
        {"values": {}, "secrets": []},
        {"applied": 0, "values": {"ai_key": "sk"}, "secrets": []},
        {"applied": 0, "values": {"mode": 1}, "secrets": []},
        {"applied": 0, "values": {}, "secrets": "ai_key"},
        {"applied": 0, "values": {}, "secrets": [1]},
        {"applied": -1, "values": {}, "secrets": []},
    ],
)
def test_the_platform_takes_no_other_news(told: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        contract.told(told)
