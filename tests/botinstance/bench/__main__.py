"""Measures, and prints a table ready for a document."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.botinstance.bench import report
from tests.botinstance.bench.host import Host
from tests.botinstance.bench.memory import Started, usage
from tests.botinstance.bench.plain import Plain


def main() -> None:
    arguments = parse(sys.argv[1:])
    sys.stdout.write(report.head())
    if arguments.plain:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder, Plain(Path(folder)) as plain:
            measure(plain, arguments)
        return
    host = Host()
    measure(host, arguments)
    time.sleep(arguments.settle)
    sys.stdout.write("\nAll of them stopped, and started at once:\n\n" + report.head())
    show(host.restart(), arguments)


def measure(fleet: Plain | Host, arguments: argparse.Namespace) -> None:
    running: list[Started] = []
    for bots in sorted(arguments.bots):
        running += [fleet.start() for _ in range(bots - len(running))]
        show(running, arguments)


def show(running: Sequence[Started], arguments: argparse.Namespace) -> None:
    time.sleep(arguments.settle)
    measured = [(usage(one.pid), one.seconds) for one in running]
    sys.stdout.write(report.lines(len(running), measured, arguments.each))
    sys.stdout.flush()


def parse(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench bots", description=__doc__)
    add = parser.add_argument
    add("--bots", type=counts, default=[1, 5, 20], help="how many, as in 1,5,20")
    add("--settle", type=float, default=10.0, help="seconds of quiet before they are measured")
    add("--each", action="store_true", help="a line for each bot, too")
    add("--plain", action="store_true", help="processes of this machine: no box, no systemd")
    return parser.parse_args(words)


def counts(text: str) -> list[int]:
    found = [int(word) for word in text.split(",")]
    if min(found) < 1:
        raise argparse.ArgumentTypeError("one bot is the least")
    return found


if __name__ == "__main__":
    main()
