"""How soon one person may use the same command again."""

from __future__ import annotations

from dataclasses import replace

from botinstance import cooldown
from botinstance.contract.commands import COMMANDS
from botinstance.cooldown import Cooldown

SLOW = replace(COMMANDS[0], cooldown=5.0)
OTHER = replace(COMMANDS[1], cooldown=5.0)


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_it_works() -> None:
    clock = Clock()
    uses = Cooldown(clock)
    assert uses.use("alice", SLOW) == (0, False)
    clock.now += 1.5
    assert uses.use("alice", SLOW) == (4, False)
    assert uses.use("alice", SLOW) == (4, True)
    clock.now += 3.5
    assert uses.use("alice", SLOW) == (0, False)


def test_people_and_commands_do_not_wait_for_each_other() -> None:
    uses = Cooldown(Clock())
    uses.use("alice", SLOW)
    assert uses.use("bob", SLOW) == (0, False)
    assert uses.use("alice", OTHER) == (0, False)


def test_its_memory_is_bounded() -> None:
    uses = Cooldown(Clock())
    uses.use("alice", SLOW)
    for number in range(cooldown.SIZE):
        uses.use(str(number), SLOW)
    assert uses.use("alice", SLOW) == (0, False), "she was forgotten, not refused"
