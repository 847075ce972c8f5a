"""gunicorn's access log without session ids: `--logger-class app.access_log.Logger`."""

from __future__ import annotations

import re
from typing import Any

from gunicorn.glogging import Logger as GunicornLogger

_ID = re.compile(r"([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.I)


def shortened(text: str) -> str:
    """`text` with every uuid cut to its first eight digits: all of it opens the session."""
    return _ID.sub(r"\1…", text)


class Logger(GunicornLogger):  # type: ignore[misc]
    def atoms(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        found = super().atoms(*args, **kwargs)
        return {k: shortened(v) if isinstance(v, str) else v for k, v in found.items()}
