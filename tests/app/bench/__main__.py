"""Measures the dashboard with many people on it, and prints a table ready for a document."""

from __future__ import annotations

import argparse
import asyncio
import sys
import time

from tests.app.bench.crowd import Person
from tests.app.bench.platform import Platform, installed, plain
from tests.app.bench.tally import Tally

AT_ONCE = 8  # people who come at the same time
SETTLE = 3.0  # seconds between the last change of the preparations and the first page


def main() -> int:
    arguments = parse(sys.argv[1:])
    kind = plain if arguments.plain else installed
    with kind(arguments.users) as platform:
        tally = asyncio.run(measure(platform, arguments.seconds))
    sys.stdout.write(tally.table())
    complaints = tally.complaints()
    sys.stdout.write("".join(f"not good enough: {one}\n" for one in complaints))
    return 1 if complaints else 0


async def measure(platform: Platform, seconds: float) -> Tally:
    tally = Tally()
    people = [Person(platform, voucher, tally) for voucher in platform.vouchers]
    try:
        places = asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(_come(one, i % 2 == 0, places) for i, one in enumerate(people)))
        following = [asyncio.create_task(person.follow()) for person in people]
        await asyncio.sleep(SETTLE)
        end = time.monotonic() + seconds
        await asyncio.gather(*(person.browse(end) for person in people))
        for one in following:
            one.cancel()
        await asyncio.gather(*following, return_exceptions=True)
    finally:
        await asyncio.gather(*(person.leave() for person in people))
    return tally


async def _come(person: Person, linked: bool, places: asyncio.Semaphore) -> None:
    async with places:
        await person.arrive()
        if linked:
            await person.link()


def parse(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench dashboard", description=__doc__)
    add = parser.add_argument
    add("--users", type=int, default=100, help="people, each with a bot and an open page")
    add("--seconds", type=float, default=30.0, help="for how long they look at pages")
    add("--plain", action="store_true", help="a server of this machine: no box, no systemd")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main())
