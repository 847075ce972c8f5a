"""gunicorn's access log without what opens: `--logger-class app.access_log.Logger`."""

from __future__ import annotations

import re
from typing import Any

from gunicorn.glogging import Logger as GunicornLogger

_ID = re.compile(r"([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.I)
_TOKEN = re.compile(r"[\w-]{40,}", re.A)  # of a sign-in link, or of the API


def shortened(text: str) -> str:
    """`text` with every uuid cut to its first eight digits, as all of it opens the session, and
    every token to its first four characters."""
    return _TOKEN.sub(lambda found: f"{found[0][:4]}…", _ID.sub(r"\1…", text))


class Logger(GunicornLogger):  # type: ignore[misc]
    def atoms(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        found = super().atoms(*args, **kwargs)
        return {k: shortened(v) if isinstance(v, str) else v for k, v in found.items()}
