"""The table of commands is sound."""

from __future__ import annotations

from collections import Counter

from botinstance import registry
from botinstance.contract import feature
from botinstance.contract.commands import COMMANDS


def test_each_word_means_one_command() -> None:
    words = Counter(w for c in COMMANDS for w in (c.name, *c.aliases))
    assert [w for w, n in words.items() if n > 1] == []


def test_each_command_has_code() -> None:
    for command in COMMANDS:
        assert callable(registry.handler(command))


def test_each_command_explains_itself() -> None:
    for command in COMMANDS:
        assert command.help.endswith(".")
        assert command.example.split()[0] == command.name


def test_a_feature_of_a_command_can_be_switched() -> None:
    for command in COMMANDS:
        assert command.feature == feature.GENERAL or command.feature in feature.NAMES


def test_categories_stand_together() -> None:
    order = [c.category for c in COMMANDS]
    assert sorted(order, key=order.index) == order


def test_words_are_found_in_any_case() -> None:
    assert registry.find("PING") is registry.find("p")
    assert registry.find("nonsense") is None
