"""`python -m sandbox.load`: people who write to a bot, as many and as fast as wanted."""

from __future__ import annotations

import argparse
import asyncio
import math
import sys
from pathlib import Path

from sandbox.load.phones import LoadError, Phones
from sandbox.load.run import Crowd, Outcome, Wish
from sandbox.load.script import USUAL, ScriptError, read
from sandbox.load.tally import quantiles


def main() -> int:
    arguments = parse(sys.argv[1:])
    try:
        outcome = asyncio.run(run(arguments.phones, wish_of(arguments)))
    except (LoadError, ScriptError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except KeyboardInterrupt:
        return 130
    sys.stdout.write(table(outcome))
    return int(len(outcome.waits) < len(outcome.questions) or outcome.refused > 0)


async def run(root: str, wish: Wish) -> Outcome:
    """Raises LoadError, ScriptError."""
    async with Phones(root) as phones:
        crowd = Crowd(phones, wish)
        await crowd.gather()
        await crowd.speak(progress)
        sys.stderr.write("\n")
        return crowd.outcome


def parse(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox.load", description=__doc__)
    add = parser.add_argument
    add("--phones", required=True, help="the sandbox's page, as in http://127.0.0.1:7801")
    add("--to", required=True, help="number of the phone that the bot is linked to")
    add("--people", type=whole, default=20)
    add("--groups", type=int, default=0, help="each person is in one of them, with the bot")
    add("--rate", type=above_zero, default=10.0, help="messages a second, of all together")
    add("--seconds", type=above_zero, default=60.0)
    add("--script", type=Path, help="what people say; without it, the usual")
    add("--patience", type=above_zero, default=10.0, help="seconds until an answer is lost")
    add("--seed", type=int, default=1, help="the same seed says the same")
    arguments = parser.parse_args(words)
    if not 0 <= arguments.groups <= arguments.people:
        parser.error(f"{arguments.people} people can be in at most as many groups")
    return arguments


def whole(text: str) -> int:
    value = int(text)
    if not 1 <= value <= 1000:
        raise argparse.ArgumentTypeError(f"{text} is not from 1 to 1000")
    return value


def above_zero(text: str) -> float:
    value = float(text)
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is not above 0")
    return value


def wish_of(arguments: argparse.Namespace) -> Wish:
    """Raises ScriptError."""
    script: Path | None = arguments.script
    return Wish(
        bot=arguments.to.removeprefix("+"),
        people=arguments.people,
        groups=arguments.groups,
        rate=arguments.rate,
        seconds=arguments.seconds,
        patience=arguments.patience,
        seed=arguments.seed,
        lines=read(script) if script else USUAL,
        folder=script.parent if script else Path(),
    )


def progress(outcome: Outcome) -> None:
    open_ = len(outcome.questions) - len(outcome.waits)
    sys.stderr.write(f"\r{outcome.sent} sent, {len(outcome.waits)} answered, {open_} open ")
    sys.stderr.flush()


def table(outcome: Outcome) -> str:
    found = outcome.waits
    p50, p95, p99 = map(milliseconds, quantiles(list(found.values())))
    lost = len(outcome.questions) - len(found)
    rows = {
        "sent": outcome.sent,
        "refused": f"{outcome.refused}  {outcome.reason}" if outcome.refused else 0,
        "to answer": len(outcome.questions),
        "answered": len(found),
        "lost": lost,
        "p50": p50,
        "p95": p95,
        "p99": p99,
    }
    return "".join(f"{name:<10}{value}\n" for name, value in rows.items())


def milliseconds(seconds: float) -> str:
    return "–" if math.isnan(seconds) else f"{seconds * 1000:.0f} ms"


if __name__ == "__main__":
    sys.exit(main())
