"""The two modes of the process; the exit statuses are contract/exits.py."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path

from botinstance import logs, pair, run
from botinstance.contract.exits import Exit
from botinstance.contract.problem import Invalid
from botinstance.folder import Folder
from botinstance.link.store import StoreBusy

log = logging.getLogger("botinstance")

_MODES: dict[str, Callable[[Folder], Exit]] = {"run": run.run, "pair": pair.pair}
_USAGE = 64  # EX_USAGE of sysexits.h


def main(arguments: list[str]) -> int:
    if len(arguments) != 2 or arguments[0] not in _MODES:
        sys.stderr.write("usage: python -m botinstance run|pair FOLDER\n")
        return _USAGE
    logs.setup()
    mode, root = arguments
    try:
        return _MODES[mode](Folder(Path(root).absolute()))
    except Invalid as error:
        log.error("%s", error.message)
        return Exit.CONFIG
    except StoreBusy as error:
        log.error("%s", error)
    except Exception:
        log.exception("the bot could not go on")
    return Exit.FAILED
