"""The config in force follows its file, and survives a bad one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from botinstance import config as module
from botinstance.config import ConfigFile
from botinstance.contract.config import BotConfig
from botinstance.contract.problem import Invalid
from tests.botinstance.bots import BotFolder, config
from tests.until import until


@pytest.fixture
def folder(tmp_path: Path) -> BotFolder:
    return BotFolder(tmp_path / "bot")


@pytest.fixture
def file(folder: BotFolder) -> ConfigFile:
    return ConfigFile(folder.root / "config.json")


def test_it_works(folder: BotFolder, file: ConfigFile) -> None:
    assert file.current == folder.config


def test_a_missing_file_is_an_error_at_start(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="cannot be read"):
        ConfigFile(tmp_path / "config.json")


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b"[]"])
def test_a_bad_file_is_an_error_at_start(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "config.json"
    path.write_bytes(content)
    with pytest.raises(Invalid):
        ConfigFile(path)


def test_a_new_version_comes_into_force(folder: BotFolder, file: ConfigFile) -> None:
    folder.switch("tts", False)
    assert file.poll()
    assert not file.current.enabled("tts")


def test_an_unchanged_file_is_no_news(file: ConfigFile) -> None:
    assert not file.poll()


def test_a_bad_new_file_changes_nothing(folder: BotFolder, file: ConfigFile) -> None:
    folder.replace("{ not json")
    assert not file.poll()
    assert file.current == folder.config
    folder.switch("tts", False)
    assert file.poll(), "and the next good one is taken"


def test_an_older_version_changes_nothing(folder: BotFolder, file: ConfigFile) -> None:
    folder.switch("tts", False)
    file.poll()
    folder.write(replace(folder.config, version=1, name="Old"))
    assert not file.poll()
    assert file.current.version == 2


def test_another_bots_config_changes_nothing(folder: BotFolder, file: ConfigFile) -> None:
    before = file.current
    folder.write(config(version=9))
    assert not file.poll()
    assert file.current == before


def test_a_file_that_vanishes_changes_nothing(folder: BotFolder, file: ConfigFile) -> None:
    (folder.root / "config.json").unlink()
    assert not file.poll()
    assert file.current == folder.config


def test_watching_tells_of_a_change_within_a_second(folder: BotFolder, file: ConfigFile) -> None:
    seen: list[BotConfig] = []
    file.watch(seen.append)
    folder.switch("tts", False)
    until(lambda: seen and seen[-1].version == 2, "news of the change", 2)
    file.close()


def test_what_failed_is_tried_again(
    file: ConfigFile, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "INTERVAL", 0.01)
    monkeypatch.setattr(module, "AGAIN", 0.01)
    seen: list[BotConfig] = []

    def look(current: BotConfig) -> None:
        seen.append(current)
        if len(seen) == 1:
            raise OSError("no space is left")

    file.watch(look)
    until(lambda: len(seen) > 1, "the next look")
    file.close()
    assert "no space is left" in caplog.text
