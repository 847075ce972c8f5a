"""The other end of `tools.work`: `python -m botinstance.work MODULE:FUNCTION`.

On stdin a line with the keyword arguments, as JSON, and behind it the data; on stdout what the
function returned or, with the status SORRY, the sentence of its UserError. The status HUNGRY says
that there was not enough memory.
"""

from __future__ import annotations

import os
import sys

from botinstance.usererror import UserError

SORRY = 65  # EX_DATAERR of sysexits.h
HUNGRY = 71  # EX_OSERR


def main() -> int:
    import importlib
    import json

    module, _, name = sys.argv[1].partition(":")
    arguments = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    answer = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a library that prints prints elsewhere
    status = 0
    try:
        made: bytes = getattr(importlib.import_module(module), name)(data, **arguments)
    except UserError as error:
        made, status = str(error).encode(), SORRY
    except MemoryError:
        made, status = b"", HUNGRY
    with os.fdopen(answer, "wb") as out:
        out.write(made)
    return status


if __name__ == "__main__":
    sys.exit(main())
