"""What a page has already, so that only what differs is sent: short enough for an event's id."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from urllib.parse import parse_qsl, urlencode

# A form's token as app/web/globals.py writes it, and what a script counts by itself.
_PASSING = re.compile(
    r'(name="csrf_token" value=")[^"]*|(<time[^>]*\sdata-(?:since|until)\b[^>]*>)[^<]*'
)
_CURSOR = "log-cursor"  # no part's name: those are single words
_MOST = 2000  # characters of an id that are read


@dataclass
class Have:
    """Digests of the parts by name, and the place in the log up to which the page has it."""

    digests: dict[str, str] = field(default_factory=dict)
    cursor: str | None = None

    @classmethod
    def of(cls, id_: str, names: Iterable[str]) -> Have:
        """What `id` told of these parts; whatever cannot be read was not had."""
        told = dict(parse_qsl(id_[:_MOST]))
        return cls({name: told[name] for name in names if name in told}, told.get(_CURSOR))

    def id(self) -> str:
        cursor = {_CURSOR: self.cursor} if self.cursor else {}
        return urlencode({**self.digests, **cursor})

    def takes(self, name: str, html: str) -> bool:
        """Whether the page has this part otherwise; from now on it has it so."""
        new = digest(html)
        differs = self.digests.get(name) != new
        self.digests[name] = new
        return differs


def digest(html: str) -> str:
    """A new token in a form is no news, nor that time passes."""
    return blake2b(_PASSING.sub(r"\1\2", html).encode(), digest_size=6).hexdigest()
