"""`python -m sandbox`: a WhatsApp on this machine's loopback, until SIGTERM or SIGINT."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sandbox.control.serve import serve
from sandbox.server import Timing
from sandbox.server.tap import tap
from sandbox.storage import StateError

DAY = 86400.0


def main() -> int:
    arguments = parse(sys.argv[1:])
    logging.basicConfig(
        level=logging.DEBUG if arguments.verbose else logging.INFO,
        format="%(levelname)s %(name)s: %(message)s",
    )
    with state_folder(arguments.state) as state:
        try:
            with tap(arguments.tap) if arguments.tap else contextlib.nullcontext():
                asyncio.run(run(state, arguments))
        except (OSError, StateError) as error:
            sys.stderr.write(f"The sandbox cannot start: {error}\n")
            return 1
    return 0


async def run(state: Path, arguments: argparse.Namespace) -> None:
    """Says where everything is once it is ready, one thing a line."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    timing = Timing(
        refs=arguments.qr_refs,
        first=arguments.qr_first,
        next=arguments.qr_next,
        late=arguments.qr_late,
        grace=arguments.grace,
    )
    async with serve(
        state,
        port=arguments.port,
        proxy_port=arguments.proxy_port,
        timing=timing,
        addressing=arguments.addressing,
    ) as sandbox:
        for name in ("phone", "proxy", "ca", "root"):
            sys.stdout.write(f"{name} {getattr(sandbox, name)}\n")
        sys.stdout.flush()
        await stop.wait()


def parse(words: list[str]) -> argparse.Namespace:
    default = Timing()
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    add = parser.add_argument
    add("--state", type=Path, help="folder to live on in; without it, a temporary one")
    add("--port", type=port, default=0, help="of the phone page and the control API")
    add("--proxy-port", type=port, default=0, help="of the proxy that clients connect through")
    add("--qr-refs", type=refs, default=default.refs, help="QR codes for an unpaired client")
    add("--qr-first", type=seconds, default=default.first, help="seconds for the first of 6")
    add("--qr-next", type=seconds, default=default.next, help="seconds for each other QR code")
    add("--qr-late", type=seconds, default=default.late, help="seconds that one is good beyond")
    add("--addressing", choices=("lid", "pn"), default="lid", help="how people appear")
    add("--grace", type=seconds, default=default.grace, help="seconds before the server hangs up")
    add("--tap", type=Path, help="file for the heads of all ciphertexts, for measurements")
    add("--verbose", action="store_true", help="log every step")
    return parser.parse_args(words)


def port(text: str) -> int:
    return whole(text, 0, 65535)


def refs(text: str) -> int:
    return whole(text, 1, 60)


def seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= DAY:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number of seconds, up to a day")
    return value


def whole(text: str, least: int, most: int) -> int:
    if not text.isdigit() or not least <= int(text) <= most:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number from {least} to {most}")
    return int(text)


@contextlib.contextmanager
def state_folder(chosen: Path | None) -> Iterator[Path]:
    if chosen:
        yield chosen.absolute()
        return
    with tempfile.TemporaryDirectory(prefix="sandbox-") as folder:
        Path(folder).chmod(0o755)  # clients of other users read its `public/`
        yield Path(folder)
