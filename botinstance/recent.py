"""The last warnings and errors, in memory, for the owner: the journal is the operator's.

Without numbers, ids and keys, and of exceptions only the kind: their words may be a person's.
"""

from __future__ import annotations

import logging
import re
import time
from collections import deque

MOST = 100  # lines
LENGTH = 300  # characters of a line

# Phone numbers and WhatsApp's ids; what stands behind an @; keys, tokens, hashes and uuids.
_PRIVATE = re.compile(r"[+\w.:-]*@[\w.-]+|\+?\d[\d .()-]{5,}\d|[\w+/=-]{20,}")
_lines: deque[str] = deque(maxlen=MOST)


class Recent(logging.Handler):
    """Keeps what is logged from WARNING on."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)

    def emit(self, record: logging.LogRecord) -> None:
        kind = record.exc_info[0] if record.exc_info else None
        words = " ".join(record.getMessage().split())
        if kind:
            words += f" ({kind.__name__})"
        at = time.strftime("%m-%d %H:%M:%S", time.gmtime(record.created))
        _lines.append(f"{at} {record.levelname.lower()}: {redacted(words)[:LENGTH]}")


def lines() -> list[str]:
    """The oldest first; times are UTC."""
    return list(_lines)


def redacted(words: str) -> str:
    return _PRIVATE.sub("…", words)
