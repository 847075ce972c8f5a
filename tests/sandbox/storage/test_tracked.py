from __future__ import annotations

from collections.abc import Callable

import pytest

from sandbox.storage import Tracked

Change = Callable[[Tracked[str, int]], object]


@pytest.fixture
def tracked() -> Tracked[str, int]:
    it: Tracked[str, int] = Tracked()
    for number, key in enumerate("abc"):
        it.restore(key, number)
    return it


def test_what_was_restored_is_no_change(tracked: Tracked[str, int]) -> None:
    assert (dict(tracked), list(tracked.changed)) == ({"a": 0, "b": 1, "c": 2}, [])


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        (lambda it: it.__setitem__("d", 3), ["d"]),
        (lambda it: it.__setitem__("b", 1), ["b"]),
        (lambda it: it.setdefault("d", 3), ["d"]),
        (lambda it: it.setdefault("a", 3), []),
        (lambda it: it.update(d=3, a=5), ["d", "a"]),
        (lambda it: it.pop("b"), ["b"]),
        (lambda it: it.pop("z", None), []),
        (lambda it: it.__delitem__("c"), ["c"]),
        (lambda it: it.drop_oldest(), ["a"]),
        (lambda it: it.touch("b"), ["b"]),
        (lambda it: it.get("b"), []),
        (lambda it: [it.touch("a"), it.touch("b"), it.touch("a")], ["b", "a"]),
    ],
)
def test_each_change_is_noted(
    tracked: Tracked[str, int], change: Change, changed: list[str]
) -> None:
    change(tracked)
    assert list(tracked.changed) == changed


def test_clearing_changes_all(tracked: Tracked[str, int]) -> None:
    tracked.clear()
    assert (len(tracked), sorted(tracked.changed)) == (0, ["a", "b", "c"])
