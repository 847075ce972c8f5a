"""Measures, and prints a table ready for a document."""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from pathlib import Path

from tests.sandbox.bench import report
from tests.sandbox.bench.errors import BenchError
from tests.sandbox.bench.run import Measured, Wish, measure

TAIL = 20  # lines of a log that are shown


def main() -> int:
    arguments = parse(sys.argv[1:])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # nothing is left running
    measured: list[Measured] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        for devices in arguments.devices:
            folder = (arguments.keep or Path(temporary)) / str(devices)
            try:
                measured.append(measure(wish_of(arguments, devices), folder, progress))
            except (BenchError, ValueError) as error:
                progress(f"{error}\n{logs(folder)}")
                return 2
    sys.stdout.write(report.table(measured))
    if arguments.json:
        arguments.json.write_text(report.as_json(measured))
    return int(any(one.outcome.lost for one in measured))


def wish_of(arguments: argparse.Namespace, devices: int) -> Wish:
    return Wish(
        devices=devices,
        rate=arguments.rate,
        seconds=arguments.seconds,
        group=arguments.groups,
        together=arguments.together,
    )


def logs(folder: Path) -> str:
    """The last of what the processes have said."""
    found = [path.read_text(errors="replace") for path in sorted(folder.glob("*.log"))]
    return "\n".join("\n".join(text.splitlines()[-TAIL:]) for text in found)


def parse(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench sandbox", description=__doc__)
    add = parser.add_argument
    add("--devices", type=counts, default=[10, 50, 100], help="real clients, as in 10,50,100")
    add("--rate", type=positive, default=50.0, help="messages a second, half of them answers")
    add("--seconds", type=positive, default=120.0)
    add("--groups", type=int, default=0, metavar="SIZE", help="in groups of SIZE, not in pairs")
    add("--together", type=int, default=10, help="clients that share a process")
    add("--json", type=Path, help="file for all numbers")
    add("--keep", type=Path, help="new folder for the clients' stores, logs and the tap")
    return parser.parse_args(words)


def counts(text: str) -> list[int]:
    found = [int(word) for word in text.split(",")]
    if min(found) < 2:
        raise argparse.ArgumentTypeError("at least two devices are needed to write to each other")
    return found


def positive(text: str) -> float:
    value = float(text)
    if value <= 0:
        raise argparse.ArgumentTypeError(f"{text} is not more than 0")
    return value


def progress(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
