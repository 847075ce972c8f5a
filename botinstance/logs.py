"""Logging to stderr, for the journal: each line begins with its priority, `<6>`."""

from __future__ import annotations

import logging
import os
import sys

from botinstance.recent import Recent

# ref: sd-daemon(3); syslog's numbers
_PRIORITIES = ((logging.ERROR, 3), (logging.WARNING, 4), (logging.INFO, 6))


class _JournalFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        priority = next((p for level, p in _PRIORITIES if record.levelno >= level), 7)
        lines = super().format(record).splitlines() or [""]
        return "\n".join(f"<{priority}>{line}" for line in lines)


def setup(level: int = logging.INFO) -> None:
    """Send all logging to stderr, and nothing at all to stdout."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_JournalFormatter("%(name)s: %(message)s"))
    # set before neonize is imported: its own basicConfig does nothing then
    logging.basicConfig(level=level, handlers=[handler, Recent()], force=True)
    _quiet("whatsmeow", "Whatsmeow", "neonize", "PIL", "urllib3")
    _close_stdout()


def _quiet(*names: str) -> None:
    for name in names:
        logging.getLogger(name).setLevel(logging.WARNING)


def _close_stdout() -> None:
    """Go's side of neonize prints to file descriptor 1 whatever the log level."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.close(null)
