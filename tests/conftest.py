"""What all tests share: the count of real parts at the end, and no silent skips."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser import chromium

REAL = {"systemd": "on a real systemd", "neonize": "with the real neonize"}
IN_BOX = os.path.isdir("/run/systemd/system") and os.geteuid() == 0  # noqa: PTH112
_ran: Counter[str] = Counter()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for one module: while it runs, the thread that drives it can run no other loop."""
    with chromium() as it:
        yield it


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("systemd") and not IN_BOX:
            item.add_marker(pytest.mark.skip(reason="needs a real systemd: run scripts/test"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.when == "call" and report.passed:
        _ran.update(name for name in REAL if item.get_closest_marker(name))
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = len(terminalreporter.stats.get("skipped", []))
    for name, words in REAL.items():
        terminalreporter.write_line(f"{_ran[name]} passed {words}")
    terminalreporter.write_line(f"{skipped} skipped" + (" (see above)" if skipped else ""))


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """In the whole run of scripts/test a skipped test is a failed one."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("UBOT_NO_SKIPS") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = exitstatus or 1
